;;; bindat.el --- packed binary data and what it means -*- lexical-binding: t; -*-

;; Two ways to describe a layout: a list of fields, as data, which is
;; interpreted (the functions `bindat--old-...'), and the macro `bindat-type',
;; which makes three functions: to unpack, to pack, and to count bytes.

;;; Code:

(require 'cl-lib)

(defvar bindat-raw nil "The bytes that are being read or written.")
(defvar bindat-idx nil "The index in `bindat-raw' of the next byte.")

(cl-defstruct (bindat--type (:constructor bindat--make-type (le ue pe)) (:predicate nil))
  le ue pe)

;;;; Numbers and strings.

(defun bindat--byte ()
  "Return the next byte and go on."
  (prog1 (aref bindat-raw bindat-idx)
    (setq bindat-idx (1+ bindat-idx))))

(defun bindat--unpack-uint (bits)
  "Read an unsigned number of BITS bits, the highest first."
  (let ((value 0))
    (dotimes (_ (/ bits 8) value)
      (setq value (logior (ash value 8) (bindat--byte))))))

(defun bindat--unpack-uintr (bits)
  "Read an unsigned number of BITS bits, the lowest first."
  (let ((value 0))
    (dotimes (i (/ bits 8) value)
      (setq value (logior value (ash (bindat--byte) (* 8 i)))))))

(defun bindat--put (byte)
  "Write BYTE and go on."
  (aset bindat-raw bindat-idx (logand byte 255))
  (setq bindat-idx (1+ bindat-idx)))

(defun bindat--pack-uint (bits value)
  "Write VALUE in BITS bits, the highest first."
  (let ((shift (- 8 bits)))
    (while (<= shift 0)
      (bindat--put (ash value shift))
      (setq shift (+ shift 8)))))

(defun bindat--pack-uintr (bits value)
  "Write VALUE in BITS bits, the lowest first."
  (dotimes (i (/ bits 8))
    (bindat--put (ash value (* -8 i)))))

(defun bindat--sint (value bits)
  "Return VALUE, an unsigned number of BITS bits, as a signed one."
  (if (zerop (logand value (ash 1 (1- bits)))) value (- value (ash 1 bits))))

(defun bindat--unpack-str (len)
  "Read a string of LEN bytes."
  (let ((text (substring bindat-raw bindat-idx (+ bindat-idx len))))
    (setq bindat-idx (+ bindat-idx len))
    (if (stringp text) text (apply #'unibyte-string (append text nil)))))

(defun bindat--unpack-strz (&optional len)
  "Read a string that a zero byte ends, from a field of LEN bytes if non-nil."
  (let ((start bindat-idx) (end bindat-idx))
    (while (not (or (eq len (- end start)) (= (aref bindat-raw end) 0)))
      (setq end (1+ end)))
    (prog1 (bindat--unpack-str (- end start))
      (setq bindat-idx (if len (+ start len) (1+ end))))))

(defun bindat--pack-str (len value)
  "Write the string VALUE into a field of LEN bytes."
  (let ((text (encode-coding-string value 'binary)))
    (dotimes (i (min len (length text)))
      (aset bindat-raw (+ bindat-idx i) (aref text i)))
    (setq bindat-idx (+ bindat-idx len))))

(defun bindat--pack-strz (value)
  "Write the string VALUE and a zero byte."
  (bindat--pack-str (length value) value)
  (bindat--put 0))

(defun bindat--unpack-bits (len)
  "Read LEN bytes and return the numbers of the bits that are set."
  (let ((bit (1- (* 8 len))) (bits nil))
    (while (>= bit 0)
      (let ((byte (bindat--byte)) (mask 128))
        (while (> mask 0)
          (unless (zerop (logand byte mask)) (setq bits (cons bit bits)))
          (setq bit (1- bit)
                mask (ash mask -1)))))
    bits))

(defun bindat--pack-bits (len value)
  "Write LEN bytes with the bits set whose numbers are in the list VALUE."
  (let ((bit (1- (* 8 len))))
    (while (>= bit 0)
      (let ((byte 0) (mask 128))
        (while (> mask 0)
          (when (memq bit value) (setq byte (logior byte mask)))
          (setq bit (1- bit)
                mask (ash mask -1)))
        (bindat--put byte)))))

(defun bindat--align (idx len)
  "Return the first multiple of LEN that is not below IDX."
  (* len (/ (+ idx (1- len)) len)))

(defun bindat-get-field (struct &rest field)
  "Return the part of STRUCT that the FIELDs, names and indices, lead to."
  (let ((part struct))
    (dolist (step field part)
      (when part
        (setq part (if (symbolp step) (alist-get step part) (elt part step)))))))

;;;; Layouts as data.

(defvar bindat--last nil "The value of the field before.")
(defvar bindat--struct nil "The structure as far as it is known.")

(defun bindat--old-eval (form &optional tag)
  "Evaluate FORM of a layout, with `last', `struct' and TAG as `tag'."
  (eval `(let ((last ',bindat--last) (struct ',bindat--struct) (tag ',tag))
           (ignore last struct tag)
           ,form)
        t))

(defun bindat--old-number (form default)
  "Return the number that FORM, a length, stands for; DEFAULT if it is nil."
  (cond ((null form) default)
        ((eq (car-safe form) 'eval) (bindat--old-eval (cadr form)))
        ((consp form) (apply #'bindat-get-field bindat--struct form))
        (t form)))

(defun bindat--old-type (type)
  "Return the canonical name of TYPE."
  (cond ((memq type '(byte)) 'u8)
        ((memq type '(word short)) 'u16)
        ((memq type '(dword long)) 'u32)
        (t type)))

(defun bindat--old-item (item)
  "Return (FIELD TYPE LEN . REST) for ITEM of a layout.
FIELD is nil for items without a name."
  (let ((field (car item)) (rest (cdr item)))
    (cond ((eq field 'eval) (list nil 'eval (car rest)))
          ((memq field '(fill align struct union)) (cons nil item))
          ((null rest) (cons nil item))
          (t (if (eq (car-safe field) 'eval)
                 (setq field (bindat--old-eval (cadr field))))
             (cons field rest)))))

(defun bindat--old-case (tag cases)
  "Return the layout of the first of CASES that fits TAG."
  (let ((found nil))
    (while (and cases (not found))
      (let ((key (caar cases)))
        (when (or (eq key t) (equal key tag)
                  (and (eq (car-safe key) 'eval) (bindat--old-eval (cadr key) tag)))
          (setq found (cdar cases))))
      (setq cases (cdr cases)))
    found))

(defun bindat--old-unpack-simple (type len vectype)
  "Read a value of TYPE; LEN and VECTYPE are for types that have them."
  (cond ((eq type 'ip) (vconcat (list (bindat--byte) (bindat--byte)
                                      (bindat--byte) (bindat--byte))))
        ((eq type 'u8) (bindat--byte))
        ((eq type 'u16) (bindat--unpack-uint 16))
        ((eq type 'u24) (bindat--unpack-uint 24))
        ((eq type 'u32) (bindat--unpack-uint 32))
        ((eq type 'u16r) (bindat--unpack-uintr 16))
        ((eq type 'u24r) (bindat--unpack-uintr 24))
        ((eq type 'u32r) (bindat--unpack-uintr 32))
        ((eq type 'str) (bindat--unpack-str len))
        ((eq type 'strz) (bindat--unpack-strz len))
        ((eq type 'bits) (bindat--unpack-bits len))
        ((eq type 'vec)
         (let ((elements nil)
               (vlen (if (consp vectype) (bindat--old-number (cadr vectype) 1) 1))
               (vtype (bindat--old-type (if (consp vectype) (car vectype) (or vectype 'u8)))))
           (dotimes (_ len)
             (setq elements (cons (bindat--old-unpack-simple
                                   vtype vlen (if (consp vectype) (nth 2 vectype)))
                                  elements)))
           (vconcat (nreverse elements))))))

(defun bindat--old-unpack (layout)
  "Read what LAYOUT says and return an alist."
  (let ((bindat--struct nil) (bindat--last nil))
    (dolist (raw layout)
      (let* ((item (bindat--old-item raw))
             (field (car item)) (type (bindat--old-type (nth 1 item)))
             (tail (nthcdr 3 item)) (arg (nth 2 item)) (data nil))
        (cond
         ((eq type 'eval)
          (if field
              (setq data (bindat--old-eval arg))
            (bindat--old-eval arg)))
         ((eq type 'fill) (setq bindat-idx (+ bindat-idx (bindat--old-number arg 1))))
         ((eq type 'align)
          (setq bindat-idx (bindat--align bindat-idx (bindat--old-number arg 1))))
         ((eq type 'struct) (setq data (bindat--old-unpack (bindat--old-spec arg))))
         ((eq type 'repeat)
          (dotimes (_ (bindat--old-number arg 1))
            (setq data (cons (bindat--old-unpack tail) data)))
          (setq data (nreverse data)))
         ((eq type 'union)
          (setq data (bindat--old-unpack
                      (bindat--old-case (bindat--old-number arg nil) tail))))
         (t (setq data (bindat--old-unpack-simple type (bindat--old-number arg 1)
                                                  (car tail)))
            (setq bindat--last data)))
        (when data
          (setq bindat--struct (if field
                                   (cons (cons field data) bindat--struct)
                                 (append data bindat--struct))))))
    bindat--struct))

(defun bindat--old-spec (form)
  "Return the layout FORM, a variable or (eval FORM) or a list of items."
  (cond ((eq (car-safe form) 'eval) (bindat--old-eval (cadr form)))
        ((and form (symbolp form)) (symbol-value form))
        (t form)))

(defconst bindat--old-sizes
  '((ip . 4) (u8 . 1) (u16 . 2) (u24 . 3) (u32 . 4) (u16r . 2) (u24r . 3) (u32r . 4))
  "How many bytes a value of some types takes.")

(defun bindat--old-size (type len vectype)
  "Return how many bytes LEN of TYPE take; VECTYPE is that of the elements."
  (cond ((cdr (assq type bindat--old-sizes)))
        ((eq type 'vec)
         (* len (if (consp vectype)
                    (bindat--old-size (bindat--old-type (car vectype))
                                      (bindat--old-number (cadr vectype) 1)
                                      (nth 2 vectype))
                  (or (cdr (assq (bindat--old-type (or vectype 'u8)) bindat--old-sizes))
                      1))))
        (t len)))

(defun bindat--old-pack-simple (type len vectype value)
  "Write VALUE as TYPE; LEN and VECTYPE are for types that have them.
A VALUE of nil only skips the place."
  (cond ((null value) (setq bindat-idx (+ bindat-idx (bindat--old-size type len vectype))))
        ((eq type 'ip) (dotimes (i 4) (bindat--put (aref value i))))
        ((eq type 'u8) (bindat--put value))
        ((eq type 'u16) (bindat--pack-uint 16 value))
        ((eq type 'u24) (bindat--pack-uint 24 value))
        ((eq type 'u32) (bindat--pack-uint 32 value))
        ((eq type 'u16r) (bindat--pack-uintr 16 value))
        ((eq type 'u24r) (bindat--pack-uintr 24 value))
        ((eq type 'u32r) (bindat--pack-uintr 32 value))
        ((memq type '(str strz)) (bindat--pack-str len value))
        ((eq type 'bits) (bindat--pack-bits len value))
        ((eq type 'vec)
         (let ((vlen (if (consp vectype) (bindat--old-number (cadr vectype) 1) 1))
               (vtype (bindat--old-type (if (consp vectype) (car vectype) (or vectype 'u8)))))
           (dotimes (i len)
             (bindat--old-pack-simple vtype vlen (if (consp vectype) (nth 2 vectype))
                                      (elt value i)))))
        (t (setq bindat-idx (+ bindat-idx len)))))

(defun bindat--old-walk (struct layout write)
  "Go over LAYOUT with the values of STRUCT, writing if WRITE is non-nil."
  (let ((bindat--struct struct) (bindat--last nil))
    (dolist (raw layout)
      (let* ((item (bindat--old-item raw))
             (field (car item)) (type (bindat--old-type (nth 1 item)))
             (tail (nthcdr 3 item)) (arg (nth 2 item))
             (value (if field (bindat-get-field bindat--struct field) bindat--struct)))
        (cond
         ((eq type 'eval)
          (if (null field)
              (bindat--old-eval arg)
            (setq bindat--struct
                  (cons (cons field (bindat--old-eval arg)) bindat--struct))))
         ((eq type 'fill) (setq bindat-idx (+ bindat-idx (bindat--old-number arg 1))))
         ((eq type 'align)
          (setq bindat-idx (bindat--align bindat-idx (bindat--old-number arg 1))))
         ((eq type 'struct) (bindat--old-walk value (bindat--old-spec arg) write))
         ((eq type 'repeat)
          (dotimes (i (bindat--old-number arg 1))
            (bindat--old-walk (nth i value) tail write)))
         ((eq type 'union)
          (bindat--old-walk value
                            (bindat--old-case (bindat--old-number arg nil) tail) write))
         (t (bindat--old-pack-simple type (bindat--old-number arg 1) (car tail)
                                     (and write value))
            (setq bindat--last value)))))))

;;;; The functions for both kinds of layouts.

(defun bindat-unpack (type raw &optional idx)
  "Return what the bytes RAW, a unibyte string or a vector, mean by TYPE.
Reading begins at index IDX, or 0."
  (when (multibyte-string-p raw) (error "String is multibyte"))
  (let ((bindat-raw raw) (bindat-idx (or idx 0)))
    (if (bindat--type-p type)
        (funcall (bindat--type-ue type))
      (bindat--old-unpack type))))

(defun bindat--type-p (object)
  "Return t if OBJECT was made by `bindat-type'."
  (eq (type-of object) 'bindat--type))

(defun bindat-length (type struct)
  "Return how many bytes STRUCT takes by TYPE."
  (let ((bindat-idx 0))
    (if (bindat--type-p type)
        (funcall (bindat--type-le type) struct)
      (bindat--old-walk struct type nil))
    bindat-idx))

(defun bindat-pack (type struct &optional raw idx)
  "Return the bytes for STRUCT by TYPE, a unibyte string.
If RAW is non-nil they are stored there instead, from index IDX or 0 on."
  (when (multibyte-string-p raw) (error "Pre-allocated string is multibyte"))
  (let* ((bindat-idx (or idx 0))
         (bindat-raw (or raw (make-string (+ bindat-idx (bindat-length type struct)) 0))))
    (if (bindat--type-p type)
        (funcall (bindat--type-pe type) struct)
      (bindat--old-walk struct type t))
    (if raw nil bindat-raw)))

;;;; `bindat-type'.

;; A type expression is expanded for one of three purposes, OP: `ue' gives a form
;; that reads and returns a value, `pe' one that writes the value of the variable
;; VAL, `le' one that adds its length to `bindat-idx'.

(defmacro bindat-defmacro (name args &rest body)
  "Define NAME with ARGS as a type of `bindat-type': what BODY returns."
  (declare (indent 2) (doc-string 3))
  `(eval-and-compile
     (put ',name 'bindat--macro (cl-function (lambda ,args ,@body)))))

(put 'u8 'bindat--macro (lambda () '(uint 8)))
(put 'byte 'bindat--macro (lambda () '(uint 8)))

(defun bindat--by (op length unpack pack)
  "Return the form of the last three arguments that OP asks for.
LENGTH is a number of bytes."
  (cond ((eq op 'le) `(setq bindat-idx (+ bindat-idx ,length)))
        ((eq op 'ue) unpack)
        (t pack)))

(defun bindat--expand-basic (head args op val)
  "Return the form that OP asks for of the basic type (HEAD . ARGS), or nil.
VAL is the variable with the value to pack."
  (let ((len (car args)))
    (cond
     ((eq head 'uint)
      (bindat--by op `(/ ,len 8) `(bindat--unpack-uint ,len)
                  `(bindat--pack-uint ,len ,val)))
     ((eq head 'uintr)
      (bindat--by op `(/ ,len 8) `(bindat--unpack-uintr ,len)
                  `(bindat--pack-uintr ,len ,val)))
     ((eq head 'sint)
      (macroexp-let2 nil bits len
        (bindat--by op `(/ ,bits 8)
                    `(bindat--sint (if ,(cadr args) (bindat--unpack-uintr ,bits)
                                     (bindat--unpack-uint ,bits))
                                   ,bits)
                    `(if ,(cadr args) (bindat--pack-uintr ,bits ,val)
                       (bindat--pack-uint ,bits ,val)))))
     ((eq head 'str)
      (bindat--by op len `(bindat--unpack-str ,len) `(bindat--pack-str ,len ,val)))
     ((eq head 'strz)
      (if args
          (bindat--by op len `(bindat--unpack-strz ,len) `(bindat--pack-str ,len ,val))
        (bindat--by op `(1+ (length ,val)) `(bindat--unpack-strz)
                    `(bindat--pack-strz ,val))))
     ((eq head 'bits)
      (bindat--by op len `(bindat--unpack-bits ,len) `(bindat--pack-bits ,len ,val)))
     ((eq head 'fill) `(progn (setq bindat-idx (+ bindat-idx ,len)) nil))
     ((eq head 'align)
      `(progn (setq bindat-idx (bindat--align bindat-idx ,len)) nil))
     ((eq head 'unit) (if (eq op 'ue) len nil))
     ((eq head 'type)
      (cond ((eq op 'ue) `(funcall (bindat--type-ue ,len)))
            ((eq op 'le) `(funcall (bindat--type-le ,len) ,val))
            (t `(funcall (bindat--type-pe ,len) ,val)))))))

(defun bindat--elements (args)
  "Return the type expression for the elements in ARGS, after the length."
  (cond ((null args) '(uint 8))
        ((consp (car args)) (cons 'struct args))
        (t args)))

(defun bindat--expand (type op val)
  "Return the form that OP asks for of TYPE, (HEAD ARG...); VAL is a variable."
  (let ((head (car type)) (args (cdr type)))
    (cond
     ((or (consp head) (keywordp head)) (bindat--expand-struct type op val))
     ((memq head '(uint uintr sint str strz bits fill align unit type))
      (bindat--expand-basic head args op val))
     ((memq head '(vec repeat))
      (let* ((list (make-symbol "list")) (element (make-symbol "element"))
             (form (bindat--expand (bindat--elements (cdr args)) op element)))
        (if (eq op 'ue)
            `(let ((,list nil))
               (dotimes (_ ,(car args)) (push ,form ,list))
               ,(if (eq head 'vec) `(vconcat (nreverse ,list)) `(nreverse ,list)))
          `(dotimes (,list ,(car args))
             (let ((,element (elt ,val ,list))) (ignore ,element) ,form)))))
     ((eq head 'struct) (bindat--expand-struct args op val))
     ((get head 'bindat--macro)
      (bindat--expand (apply (get head 'bindat--macro) args) op val))
     (t (macroexpand-all
         type
         (append (mapcar (lambda (name)
                           (cons name (lambda (&rest args)
                                        (bindat--expand (cons name args) op val))))
                         (bindat--type-names))
                 macroexpand-all-environment))))))

(defun bindat--type-names ()
  "Return the names of all types."
  (let ((names '(uint uintr sint str strz bits fill align unit type vec repeat struct)))
    (mapatoms (lambda (symbol)
                (when (get symbol 'bindat--macro) (setq names (cons symbol names)))))
    names))

(defun bindat--expand-struct (fields op val)
  "Return the form that OP asks for of a structure with FIELDS.
VAL is the variable with the structure to pack."
  (let ((var nil) (result nil) (explicit nil) (bindings nil))
    (when (eq (car fields) :pack-var)
      (setq var (cadr fields) fields (cddr fields)))
    (let ((tail (memq :unpack-val fields)))
      (when tail
        (setq explicit (list (cadr tail))
              fields (butlast fields (length tail)))))
    (dolist (field fields)
      (unless (consp field)
        (error "Unrecognized format in bindat fields: %S" (memq field fields)))
      (let* ((name (car field)) (type (cdr field)) (pack nil)
             (tail (memq :pack-val type)))
        (when tail
          (setq pack (list (cadr tail))
                type (butlast type (length tail))))
        (let ((place (if (eq name '_) (make-symbol "_") name)))
          (if (eq op 'ue)
              (setq bindings (cons (list place (bindat--expand type op nil)) bindings))
            (setq bindings
                  (append (list (list (make-symbol "_") (bindat--expand type op place))
                                (list place (cond (pack (car pack))
                                                  ((eq name '_) nil)
                                                  (t `(bindat-get-field ,(or var val)
                                                                        ',name)))))
                          bindings)))
          (unless (eq name '_)
            (setq result (cons `(cons ',name ,place) result))))))
    (setq bindings (nreverse bindings))
    (if (eq op 'ue)
        `(let* ,bindings ,(if explicit (car explicit) (cons 'list (nreverse result))))
      `(let* (,@(and var `((,var ,val))) ,@bindings) nil))))

(defmacro bindat-type (&rest type)
  "Return the layout that the type expression TYPE describes.
A type is one of
  u8, uint BITS, uintr BITS, sint BITS LITTLE-ENDIAN   numbers
  str LEN, strz [LEN], bits LEN                        strings, sets of bits
  vec LEN [TYPE], repeat LEN [TYPE]                    vectors and lists
  fill LEN, align LEN, unit EXPR, type EXPR
  struct FIELD...                                      or just FIELD...
and any Lisp form that returns what such a type, as a form (TYPE ARG...), does.
A field is (NAME TYPE...), optionally with :pack-val EXPR after it; its value is
a variable in those that follow."
  (let* ((type (if (consp (car type)) (cons 'struct type) type))
         (val (make-symbol "val")))
    `(bindat--make-type (lambda (,val) (ignore ,val) ,(bindat--expand type 'le val))
                        (lambda () ,(bindat--expand type 'ue nil))
                        (lambda (,val) (ignore ,val) ,(bindat--expand type 'pe val)))))

;;;; Bytes as text.

(defun bindat-format-vector (vect fmt sep &optional len)
  "Return the elements of VECT formatted by FMT with SEP between them.
Only the first LEN count, if that is non-nil."
  (mapconcat (lambda (element) (format fmt element))
             (seq-take (append vect nil) (or len (length vect)))
             sep))

(defun bindat-vector-to-dec (vect &optional sep)
  "Return the elements of VECT in decimal with SEP, or a period, between them."
  (bindat-format-vector vect "%d" (or sep ".")))

(defun bindat-vector-to-hex (vect &optional sep)
  "Return the elements of VECT in hexadecimal with SEP, or a colon, between them."
  (bindat-format-vector vect "%02x" (or sep ":")))

(defun bindat-ip-to-string (ip)
  "Return the address IP, a vector or a string of four bytes or more, as text.
Other lengths are those of IPv6."
  (cond ((= (length ip) 4) (format-network-address (vconcat ip) t))
        (t (format-network-address (vconcat ip) t))))

(provide 'bindat)
;;; bindat.el ends here
