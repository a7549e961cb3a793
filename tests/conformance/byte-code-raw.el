;; Byte strings made by hand: each kind of instruction, what Emacs' compiler has not used for long, errors.
(progn (defvar bc-r 1) (setq bc-r 1))
;=> 1
(byte-code "\300\301\215\207" [foo (+ 1 (throw 'foo 3))] 4)
;=> 3
(byte-code "\300\301\302\217\207" [e (car 5) ((error (list 'caught e)))] 4)
;=> (caught (wrong-type-argument listp 5))
(byte-code "\300\216\301\207" [((setq bc-r 5)) 7] 4) 
;!> (error "binding stack not balanced (serious byte compiler bug)")
(byte-code "\303\030\304\207" [1 2 3 4 5] 4)
;!> (wrong-type-argument symbolp 1)
(byte-code "\303\030\304)\207" [foo 2 3 4 5] 4)
;=> 5
(byte-code "\303\030\304\207" [foo 2 3 4 5] 4)
;!> (error "binding stack not balanced (serious byte compiler bug)")
(byte-code "\303\030\304\207" [5 2 3 4 5] 4)
;!> (wrong-type-argument symbolp 5)
(byte-code "\010\207" [5] 4)
;!> (wrong-type-argument symbolp 5)
(byte-code "\010\207" ["x"] 4)
;!> (wrong-type-argument symbolp "x")
(byte-code "\300 \207" [5] 4)
;!> (invalid-function 5)
(byte-code "\300 \207" [nosuch] 4)
;!> (void-function nosuch)
(byte-code "\300 \207" [if] 4)
;!> (wrong-number-of-arguments #<subr if> 0)
(byte-code "\300@\207" [5] 4)
;!> (wrong-type-argument listp 5)
(byte-code "\300\300\\\207" [nil] 4)
;!> (wrong-type-argument number-or-marker-p nil)
(byte-code "\300\300\246\207" [3 0] 4)
;=> 0
(byte-code "\300\301\246\207" [3 0] 4)
;!> (arith-error)
(byte-code "\300\301\245\207" [3 0] 4)
;!> (arith-error)
(byte-code "\300\301\302\303\257\004\207" [3 0 1 2] 4)
;=> (3 0 1 2)
(byte-code "\300\301\302\303\260\004\207" ["a" "b" "c" "d"] 4)
;=> "abcd"
(byte-code "\302\300\301\267\302\207\303\207" [7 #s(hash-table test eq data (7 6)) 1 99] 4)
;=> 99
(byte-code "\301\300\302\303\266\003\207" [1 2 3 4] 4)
;=> 2
(byte-code "\301\300\302\303\266\202\207" [1 2 3 4] 4)
;=> 4
(byte-code "\301\300\302\303\266\000\207" [1 2 3 4] 4)
;=> 4
(byte-code "\301\300\302\303\262\002\207" [1 2 3 4] 6)
;=> 3
(byte-code "\301\300\302\303\002\207" [1 2 3 4] 6)
;=> 1
(byte-code "\301\300\302\303\006\002\207" [1 2 3 4] 6)
;=> 1
(byte-code "\301\300\302\303\007\002\000\207" [1 2 3 4] 6)
;=> 1
(byte-code "\301\300\302\303\006\000\207" [1 2 3 4] 6)
;=> 4
(byte-code "\301\300[\207" [1 2 3 4] 6)
;=> -1
(byte-code "\301?\207" [1 2 3 4] 6)
;=> nil
(byte-code "\300\0\207" [1] 3)
;!> (error "Invalid byte opcode: op=0, ptr=1")
(byte-code "\300\63\207" [1] 3)
;!> (error "Invalid byte opcode: op=51, ptr=1")
(byte-code "\300\153\207" [1] 3)
;!> (error "Invalid byte opcode: op=107, ptr=1")
(byte-code "\300\200\207" [1] 3)
;!> (error "Invalid byte opcode: op=128, ptr=1")
(byte-code "\300\251\207" [1] 3)
;!> (error "Invalid byte opcode: op=169, ptr=1")
(byte-code "\300\264\207" [1] 3)
;!> (error "Invalid byte opcode: op=180, ptr=1")
(byte-code "\300\270\207" [1] 3)
;!> (error "Invalid byte opcode: op=184, ptr=1")
(byte-code "\300\301\252\202\300\207\301\207" [1 2] 3)
;=> 2
(byte-code "\300\301\253\202\300\207\302\207" [1 nil 3] 3)
;=> 3
(byte-code "\300\301\254\202\300\207\302\207" [1 nil 3] 3)
;=> 1
(byte-code "\300\301\255\202\300\207\207" [1 nil] 3)
;=> nil
(byte-code "\300\301\256\202\300\207\207" [1 5] 3)
;=> 5
(byte-code "\300\201\1\0D\207" [1 2] 3)
;=> (1 2)
(byte-code "\16\0\207" [bc-r] 3)
;=> 5
(byte-code "\17\0\0\207" [bc-r] 3)
;=> 5
(list (byte-code "\301\26\0\10\207" [bc-r 5] 3) bc-r)
;=> (5 5)
(list (byte-code "\301\27\0\0\10\207" [bc-r 6] 3) bc-r)
;=> (6 6)
(list (byte-code "\301\36\0\10\56\1\207" [bc-r 7] 3) bc-r)
;=> (7 6)
(list (byte-code "\301\37\0\0\10\57\1\0\207" [bc-r 8] 3) bc-r)
;=> (8 6)
(list (byte-code "\301\30\302\30\10\222\207" [bc-r 8 9] 3) bc-r)
;=> (9 6)
(byte-code "\300\301\302\46\2\207" [list 1 2] 3)
;=> (1 2)
(byte-code "\300\301\302\47\2\0\207" [list 1 2] 3)
;=> (1 2)
(byte-code "\300\301\302\263\1\0D\207" [1 2 3] 5)
;=> (1 3)
(byte-code "\300\301\302\303\266\202D\207" [1 2 3 4] 6)
;=> (1 4)
(byte-code "\300\213\207" [((list 1 2))] 2)
;=> (1 2)
(progn (byte-code "\300\216\301)\207" [((setq bc-r 'cleaned)) 7] 3) bc-r)
;=> cleaned
(byte-code "\300\61\10\0\301@0\207\207" [(error) 5] 3)
;=> (wrong-type-argument listp 5)
(byte-code "\300\62\12\0\301\302\303\"0\207\207" [foo throw foo 3] 5)
;=> 3
(byte-code "\300\62\7\0\3010\207\207" [foo 3] 5)
;=> 3
(byte-code "\300\61\10\0\301@0\207\207" [(arith-error) 5] 3)
;!> (wrong-type-argument listp 5)
