;;; bindat-tests.el --- packed data -*- lexical-binding: t; -*-
(require 'ert)
(require 'bindat)

(defconst xt-type
  (bindat-type (kind u8) (len uint 16) (name str len) (_ align 4) (items repeat 2 (a u8) (b uintr 16))))
(defconst xt-value '((kind . 1) (len . 3) (name . "abc") (items ((a . 1) (b . 258)) ((a . 2) (b . 3)))))

(ert-deftest bindat-round-trip ()
  (let ((bytes (bindat-pack xt-type xt-value)))
    (should (= (length bytes) 14))
    (should (equal (bindat-unpack xt-type bytes) xt-value))
    (should (= (bindat-length xt-type xt-value) 14))))
(ert-deftest bindat-old-layout ()
  (let ((layout '((n u16) (ip ip) (s strz 4) (v vec 2 u16r))))
    (should (equal (bindat-unpack layout (unibyte-string 1 2 127 0 0 1 97 98 0 0 1 0 2 0))
                   '((v . [1 2]) (s . "ab") (ip . [127 0 0 1]) (n . 258))))))
(ert-deftest bindat-signed ()
  (let ((type (bindat-type sint 16 nil)))
    (dolist (n '(0 1 -1 32767 -32768))
      (should (= (bindat-unpack type (bindat-pack type n)) n)))))
(ert-deftest bindat-text ()
  (should (equal (bindat-ip-to-string [10 0 0 1]) "10.0.0.1"))
  (should (equal (bindat-vector-to-hex [1 255]) "01:ff")))
;;; bindat-tests.el ends here
