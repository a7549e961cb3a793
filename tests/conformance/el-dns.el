;;; el-dns.el --- packets of name servers  -*- lexical-binding: t; -*-

(require 'dns)
;=> dns
(dns-write '((id 258) (opcode query) (queries (("example.org" (type A)))) (recursion-desired-p t)))
;=> "\1\2\1\0\0\1\0\0\0\0\0\0\7example\3org\0\0\1\0\1"
(dns-write '((id 258) (opcode query) (queries (("example.org" (type MX) (class CH)))) (recursion-desired-p t)) t)
;=> "\0\35\1\2\1\0\0\1\0\0\0\0\0\0\7example\3org\0\0\17\0\3"
(dns-write '((id 65535) (opcode status) (response-p t) (authoritative-p t) (truncated-p t) (response-code name-error) (queries nil)))
;=> "\377\377\226\3\0\0\0\0\0\0\0\0"
(dns-write '((id 1) (opcode foo)))
;!> (error "No such opcode: foo")
(dns-write '((id 1) (opcode query) (response-p t) (queries (("a.b"))) (answers (("a.b" (type A) (class IN) (ttl 60) (data "\1\2\3\4"))))))
;=> "\0\1\200\0\0\1\0\1\0\0\0\0\1a\1b\0\0\1\0\1\1a\1b\0\0\1\0\1\0\0\0<\0\4\1\2\3\4"
(defun answer (type data) (dns-write `((id 1) (opcode query) (response-p t) (queries (("a.b"))) (answers (("a.b" (type ,type) (class IN) (ttl 60) (data ,data)))))))
;=> answer
(dns-read (answer 'A (unibyte-string 127 0 0 1)))
;=> ((id 1) (response-p t) (opcode query) (authoritative-p nil) (truncated-p nil) (recursion-desired-p nil) (response-code no-error) (queries (("a.b" (type A) (class IN)))) (answers (("a.b" (type A) (class IN) (ttl 60) (data "127.0.0.1")))) (authorities nil) (additionals nil))
(dns-get 'answers (dns-read (answer 'AAAA (unibyte-string 32 1 13 184 0 0 0 0 0 0 0 0 0 0 0 1))))
;=> (("a.b" (type AAAA) (class IN) (ttl 60) (data "2001:db8:0:0:0:0:0:1")))
(dns-get 'answers (dns-read (answer 'CNAME "\3www\300\14")))
;=> (("a.b" (type CNAME) (class IN) (ttl 60) (data "www.a.b")))
(dns-get 'answers (dns-read (answer 'MX "\0\12\4mail\300\14")))
;=> (("a.b" (type MX) (class IN) (ttl 60) (data (10 . "mail.a.b"))))
(dns-get 'answers (dns-read (answer 'SRV "\0\1\0\2\0\65\1x\0")))
;=> (("a.b" (type SRV) (class IN) (ttl 60) (data ((priority 1) (weight 2) (port 53) (target "x")))))
(dns-get 'answers (dns-read (answer 'SOA "\1m\0\1r\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5")))
;=> (("a.b" (type SOA) (class IN) (ttl 60) (data ((mname "m") (rname "r") (serial 1) (refresh 2) (retry 3) (expire 4) (minimum 5)))))
(dns-get 'answers (dns-read (answer 'TXT "\5hello")))
;=> (("a.b" (type TXT) (class IN) (ttl 60) (data "\5hello")))
(dns-get-txt-answer (dns-get 'answers (dns-read (answer 'TXT "\5hello"))))
;=> "hello"
(dns-read (dns-write '((id 7) (opcode query) (queries (("x" (type TXT)))) (recursion-desired-p t)) t) t)
;=> ((id 7) (response-p nil) (opcode query) (authoritative-p nil) (truncated-p nil) (recursion-desired-p t) (response-code no-error) (queries (("x" (type TXT) (class IN)))) (answers nil) (authorities nil) (additionals nil))
(list (dns-get 'a '((a 1) (b 2))) (dns-inverse-get 16 dns-query-types) (dns-inverse-get 999 dns-query-types) (dns-inverse-get 1 dns-classes))
;=> (1 TXT nil IN)
