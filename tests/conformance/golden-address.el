;; Addresses as text, network interfaces and looking up names.
(progn (require (quote cl-lib)) t)
;=> t
;; format-network-address
(condition-case e (format-network-address [127 0 0 1]) (error (cons '!! e)))
;=> "127.0.0.1"
(condition-case e (format-network-address [127 0 0 1 80]) (error (cons '!! e)))
;=> "127.0.0.1:80"
(condition-case e (format-network-address [127 0 0 1 80] t) (error (cons '!! e)))
;=> "127.0.0.1"
(condition-case e (format-network-address [1 2 3 4] t) (error (cons '!! e)))
;=> "1.2.3.4"
(condition-case e (format-network-address [0 0 0 0 0 0 0 1]) (error (cons '!! e)))
;=> "0:0:0:0:0:0:0:1"
(condition-case e (format-network-address [65152 0 0 0 0 0 0 1 443]) (error (cons '!! e)))
;=> "[fe80:0:0:0:0:0:0:1]:443"
(condition-case e (format-network-address [65152 0 0 0 0 0 0 1 443] t) (error (cons '!! e)))
;=> "fe80:0:0:0:0:0:0:1"
(condition-case e (format-network-address [0 0 0 0 0 0 0 1] t) (error (cons '!! e)))
;=> "0:0:0:0:0:0:0:1"
(condition-case e (format-network-address "/dir/x") (error (cons '!! e)))
;=> "/dir/x"
(condition-case e (format-network-address "/dir/x" t) (error (cons '!! e)))
;=> "/dir/x"
(condition-case e (format-network-address nil) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address '(17 . [1 2])) (error (cons '!! e)))
;=> "<Family 17>"
(condition-case e (format-network-address '(x)) (error (cons '!! e)))
;=> (!! error "Format specifier doesn’t match argument type")
(condition-case e (format-network-address '(1.5 . 2)) (error (cons '!! e)))
;=> "<Family 1>"
(condition-case e (format-network-address [1 2 3]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [1 2 3 4 5 6]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [256 0 0 1]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [-1 0 0 1]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [127 0 0 1 65536]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [127 0 0 1 65535]) (error (cons '!! e)))
;=> "127.0.0.1:65535"
(condition-case e (format-network-address [127 0 0 1 70000] t) (error (cons '!! e)))
;=> "127.0.0.1"
(condition-case e (format-network-address [1 2 3 a]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [0 0 0 0 0 0 0 65536]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [1.0 2 3 4]) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address 5) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address 'a) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address []) (error (cons '!! e)))
;=> nil
(condition-case e (format-network-address [0 0 0 0 0 0 0 1 70000]) (error (cons '!! e)))
;=> nil
;; network-interface-list
(condition-case e (cl-remove-if-not (lambda (i) (equal (car i) "lo")) (network-interface-list)) (error (cons '!! e)))
;=> (("lo" . [0 0 0 0 0 0 0 1 0]) ("lo" . [127 0 0 1 0]))
(condition-case e (cl-remove-if-not (lambda (i) (equal (car i) "lo")) (network-interface-list t)) (error (cons '!! e)))
;=> (("lo" [0 0 0 0 0 0 0 1 0] [0 0 0 0 0 0 0 1 0] [65535 65535 65535 65535 65535 65535 65535 65535 0]) ("lo" [127 0 0 1 0] [127 255 255 255 0] [255 0 0 0 0]))
(condition-case e (cl-remove-if-not (lambda (i) (equal (car i) "lo")) (network-interface-list nil 'ipv4)) (error (cons '!! e)))
;=> (("lo" . [127 0 0 1 0]))
(condition-case e (cl-remove-if-not (lambda (i) (equal (car i) "lo")) (network-interface-list nil 'ipv6)) (error (cons '!! e)))
;=> (("lo" . [0 0 0 0 0 0 0 1 0]))
(condition-case e (cl-remove-if-not (lambda (i) (equal (car i) "lo")) (network-interface-list t 'ipv4)) (error (cons '!! e)))
;=> (("lo" [127 0 0 1 0] [127 255 255 255 0] [255 0 0 0 0]))
(condition-case e (cl-remove-if-not (lambda (i) (equal (car i) "lo")) (network-interface-list t 'ipv6)) (error (cons '!! e)))
;=> (("lo" [0 0 0 0 0 0 0 1 0] [0 0 0 0 0 0 0 1 0] [65535 65535 65535 65535 65535 65535 65535 65535 0]))
(condition-case e (network-interface-list nil 'foo) (error (cons '!! e)))
;=> (!! error "Unsupported address family")
(condition-case e (network-interface-list nil t) (error (cons '!! e)))
;=> (!! error "Unsupported address family")
(condition-case e (network-interface-list 1 2) (error (cons '!! e)))
;=> (!! error "Unsupported address family")
(condition-case e (let ((i (network-interface-info "lo"))) (setf (nth 4 i) (cl-intersection '(running loopback up) (nth 4 i))) i) (error (cons '!! e)))
;=> ([127 0 0 1 0] [0 0 0 0 0] [255 0 0 0 0] (772 . [0 0 0 0 0 0]) (running loopback up))
(condition-case e (network-interface-info "nosuch") (error (cons '!! e)))
;=> nil
(condition-case e (network-interface-info "") (error (cons '!! e)))
;=> nil
(condition-case e (network-interface-info nil) (error (cons '!! e)))
;=> (!! wrong-type-argument stringp nil)
(condition-case e (network-interface-info 5) (error (cons '!! e)))
;=> (!! wrong-type-argument stringp 5)
(condition-case e (network-interface-info (make-string 16 97)) (error (cons '!! e)))
;=> (!! error "interface name too long")
(condition-case e (network-interface-info (make-string 15 97)) (error (cons '!! e)))
;=> nil
;; lookup
(condition-case e (and (member [127 0 0 1 0] (network-lookup-address-info "localhost")) t) (error (cons '!! e)))
;=> t
(condition-case e (and (member [127 0 0 1 0] (network-lookup-address-info "localhost" 'ipv4)) t) (error (cons '!! e)))
;=> t
(condition-case e (cl-subsetp (network-lookup-address-info "localhost" 'ipv6) '([0 0 0 0 0 0 0 1 0]) :test #'equal) (error (cons '!! e)))
;=> t
(condition-case e (network-lookup-address-info "127.0.0.1") (error (cons '!! e)))
;=> ([127 0 0 1 0])
(condition-case e (network-lookup-address-info "127.1") (error (cons '!! e)))
;=> ([127 0 0 1 0])
(condition-case e (network-lookup-address-info "::1") (error (cons '!! e)))
;=> ([0 0 0 0 0 0 0 1 0])
(condition-case e (network-lookup-address-info "::1" 'ipv4) (error (cons '!! e)))
;=> nil
(condition-case e (network-lookup-address-info "localhost" 'foo) (error (cons '!! e)))
;=> (!! error "Unsupported lookup type")
(condition-case e (network-lookup-address-info "") (error (cons '!! e)))
;=> nil
(condition-case e (network-lookup-address-info "bücher") (error (cons '!! e)))
;=> (!! error "Non-ASCII hostname bücher detected, please use puny-encode-domain")
(condition-case e (network-lookup-address-info "127.0.0.1" nil 'numeric) (error (cons '!! e)))
;=> (!! wrong-number-of-arguments network-lookup-address-info 3)
(condition-case e (network-lookup-address-info "localhost" nil 'numeric) (error (cons '!! e)))
;=> (!! wrong-number-of-arguments network-lookup-address-info 3)
(condition-case e (network-lookup-address-info "127.0.0.1" nil 'foo) (error (cons '!! e)))
;=> (!! wrong-number-of-arguments network-lookup-address-info 3)
(condition-case e (progn (require 'puny) (puny-encode-domain "bücher.example")) (error (cons '!! e)))
;=> "xn--bcher-kva.example"
(network-lookup-address-info (make-string 70 97))
;=> nil
