package digest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"errors"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// A cipherRow is one cipher of gnutls-ciphers, named and numbered as in GnuTLS.
// Sizes are in bytes; tag is not zero for one that authenticates.
type cipherRow struct {
	name                string
	id                  int
	tag, block, key, iv int
	mode                func(key, iv []byte, r *cipherRow) (cipherMode, error)
}

// cipherMode encrypts or decrypts all of text at once.
type cipherMode func(decrypt bool, text, auth []byte) ([]byte, error)

// cipherRows is in the order of gnutls-ciphers.
func cipherRows() []cipherRow {
	return []cipherRow{
		{"DES-CBC", 18, 0, 8, 8, 8, cbcMode},
		{"3DES-CBC", 3, 0, 8, 24, 8, cbcMode},
		{"AES-256-SIV", 38, 16, 16, 64, 16, sivMode},
		{"AES-128-SIV", 37, 16, 16, 32, 16, sivMode},
		{"AES-256-XTS", 33, 0, 16, 64, 16, xtsMode},
		{"AES-128-XTS", 32, 0, 16, 32, 16, xtsMode},
		{"AES-256-CFB8", 31, 0, 16, 32, 16, cfb8Mode},
		{"AES-192-CFB8", 30, 0, 16, 24, 16, cfb8Mode},
		{"AES-128-CFB8", 29, 0, 16, 16, 16, cfb8Mode},
		{"CHACHA20-POLY1305", 23, 16, 64, 32, 12, polyMode},
		{"CHACHA20-64", 35, 0, 64, 32, 16, chachaMode},
		{"CHACHA20-32", 36, 0, 64, 32, 16, chachaMode},
		{"ARCFOUR-128", 2, 0, 1, 16, 0, rc4Mode},
		{"AES-256-CCM-8", 22, 8, 16, 32, 12, ccmMode},
		{"AES-128-CCM-8", 21, 8, 16, 16, 12, ccmMode},
		{"AES-256-CCM", 20, 16, 16, 32, 12, ccmMode},
		{"AES-128-CCM", 19, 16, 16, 16, 12, ccmMode},
		{"AES-256-GCM", 11, 16, 16, 32, 12, gcmMode},
		{"AES-192-GCM", 39, 16, 16, 24, 12, gcmMode},
		{"AES-128-GCM", 10, 16, 16, 16, 12, gcmMode},
		{"AES-128-CBC", 4, 0, 16, 16, 16, cbcMode},
		{"AES-192-CBC", 9, 0, 16, 24, 16, cbcMode},
		{"AES-256-CBC", 5, 0, 16, 32, 16, cbcMode},
	}
}

var errDecrypt = errors.New("Decryption has failed.") //lint:ignore ST1005 the text is GnuTLS'

// blockCipher is AES, DES or triple DES.
func (r *cipherRow) blockCipher(key []byte) (cipher.Block, error) {
	switch {
	case r.block == 16:
		return aes.NewCipher(key)
	case r.key == 8:
		return des.NewCipher(key)
	}
	return des.NewTripleDESCipher(key)
}

func cbcMode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	b, err := r.blockCipher(key)
	return func(decrypt bool, text, _ []byte) ([]byte, error) {
		mode := cipher.NewCBCEncrypter
		if decrypt {
			mode = cipher.NewCBCDecrypter
		}
		out := make([]byte, len(text))
		mode(b, iv).CryptBlocks(out, text)
		return out, nil
	}, err
}

// cfb8Mode feeds back eight bits at a time.
func cfb8Mode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	b, err := r.blockCipher(key)
	return func(decrypt bool, text, _ []byte) ([]byte, error) {
		shift := append([]byte(nil), iv...)
		block := make([]byte, len(iv))
		out := make([]byte, len(text))
		for i, c := range text {
			b.Encrypt(block, shift)
			out[i] = c ^ block[0]
			shift = append(shift[1:], out[i])
			if decrypt {
				shift[len(shift)-1] = c
			}
		}
		return out, nil
	}, err
}

func rc4Mode(key, _ []byte, _ *cipherRow) (cipherMode, error) {
	c, err := rc4.NewCipher(key)
	return func(_ bool, text, _ []byte) ([]byte, error) {
		out := make([]byte, len(text))
		c.XORKeyStream(out, text)
		return out, nil
	}, err
}

func gcmMode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	b, err := r.blockCipher(key)
	if err != nil {
		return nil, err
	}
	g, err := cipher.NewGCM(b)
	return aeadMode(g, iv), err
}

func aeadMode(c cipher.AEAD, iv []byte) cipherMode {
	return func(decrypt bool, text, auth []byte) ([]byte, error) {
		if !decrypt {
			return c.Seal(nil, iv, text, auth), nil
		}
		out, err := c.Open(nil, iv, text, auth)
		if err != nil {
			return nil, errDecrypt
		}
		return out, nil
	}
}

// ---- primitives

func (s *state) cipherPrims() []lisp.Prim {
	const doc = " INPUT with CIPHER, one of\ngnutls-ciphers, and return (OUTPUT IV-USED).\n" +
		"KEY, IV, INPUT and AEAD_AUTH, which a cipher that authenticates covers too, are strings,\n" +
		"buffers or lists (OBJECT START END CODING NOERROR); (iv-auto LENGTH) is random.\nKEY, if a string, is cleared."
	return []lisp.Prim{
		lisp.Def("(gnutls-ciphers)", lisp.Fn0(s.ciphers),
			"Return the ciphers ((SYMBOL :cipher-id NUMBER ...) ...), with their sizes in bytes."),
		lisp.Def("(gnutls-symmetric-encrypt CIPHER KEY IV INPUT &optional AEAD_AUTH)", lisp.FnN(s.crypt(false)), "Encrypt"+doc),
		lisp.Def("(gnutls-symmetric-decrypt CIPHER KEY IV INPUT &optional AEAD_AUTH)", lisp.FnN(s.crypt(true)), "Decrypt"+doc),
	}
}

func (s *state) ciphers(in *interp) (value, *exit) {
	var l lisp.ListBuilder
	for _, r := range cipherRows() {
		l.Add(lisp.List(in.Sym(r.name), in.Sym(":cipher-id"), lisp.Fixnum(r.id), in.Sym(":type"), in.Sym("gnutls-symmetric-cipher"),
			in.Sym(":cipher-aead-capable"), lisp.Bool(r.tag > 0), in.Sym(":cipher-tagsize"), lisp.Fixnum(r.tag),
			in.Sym(":cipher-blocksize"), lisp.Fixnum(r.block), in.Sym(":cipher-keysize"), lisp.Fixnum(r.key),
			in.Sym(":cipher-ivsize"), lisp.Fixnum(r.iv)))
	}
	return l.List(), nil
}

// algorithm is what v, a symbol, its name, its number or the property list of a
// row of gnutls-ciphers and the like, asks for: a name or a number.
func algorithm(in *interp, v value, idKey string) (name string, id int) {
	switch {
	case v.IsString():
		return v.Str().UTF8(), 0
	case v.IsCons():
		v = lisp.PlistGet(v, in.Sym(idKey))
	case v.IsSymbol():
		return in.Symbol(v).Name(), 0
	}
	if v.IsFixnum() {
		return "", v.Fixnum()
	}
	return "", 0
}

func notFound(in *interp, what string, v value) *exit {
	if v.IsString() {
		v = in.Sym(v.Str().UTF8())
	}
	return in.SignalNamed("error", lisp.NewString("GnuTLS "+what+" is invalid or not found"), v)
}

func (s *state) crypt(decrypt bool) func(*interp, []value) (value, *exit) {
	verb := "encrypt"
	if decrypt {
		verb = "decrypt"
	}
	return func(in *interp, args []value) (value, *exit) {
		if x := given(in, args[1:4]...); x != nil {
			return value{}, x
		}
		name, id := algorithm(in, args[0], ":cipher-id")
		var row *cipherRow
		for _, r := range cipherRows() {
			if r.name == name || r.id == id {
				row = &r
				break
			}
		}
		if row == nil {
			return value{}, notFound(in, "cipher", args[0])
		}
		return s.cryptWith(in, row, verb, args)
	}
}

func (s *state) cryptWith(in *interp, r *cipherRow, verb string, args []value) (value, *exit) {
	key, x := s.bytes(in, args[1])
	if x != nil {
		return value{}, x
	}
	if len(key) != r.key {
		return value{}, in.Errorf("GnuTLS cipher %s/%s key length %d is not equal to the required %d", r.name, verb, len(key), r.key)
	}
	iv, x := s.bytes(in, args[2])
	if x != nil {
		return value{}, x
	}
	if len(iv) != r.iv {
		return value{}, in.Errorf("GnuTLS cipher %s/%s IV length %d is not equal to the required %d", r.name, verb, len(iv), r.iv)
	}
	input, x := s.bytes(in, args[3])
	if x != nil {
		return value{}, x
	}
	if x := r.checkLength(in, verb, len(input)); x != nil {
		return value{}, x
	}
	var auth []byte
	if v := arg(args, 4); !v.IsNil() && r.tag > 0 {
		if auth, x = s.bytes(in, v); x != nil {
			return value{}, x
		}
	}
	mode, err := r.mode(key, iv, r)
	var out []byte
	if err == nil {
		out, err = mode(verb == "decrypt", input, auth)
	}
	if err != nil {
		kind := "cipher"
		if r.tag > 0 {
			kind = "AEAD cipher"
		}
		return value{}, in.Errorf("GnuTLS %s %s %sion failed: %s", kind, r.name, verb, err)
	}
	return lisp.List(lisp.UnibyteString(string(out)), lisp.UnibyteString(string(iv))), forget(in, args[1])
}

// checkLength wants whole blocks, also of ciphers that could do without.
func (r *cipherRow) checkLength(in *interp, verb string, n int) *exit {
	if r.tag == 0 {
		if n%r.block != 0 {
			return in.Errorf("GnuTLS cipher %s/%s input block length %d is not a multiple of the required %d", r.name, verb, n, r.block)
		}
		return nil
	}
	tag := 0
	if verb == "decrypt" {
		tag = r.tag
	}
	if n < tag || (n-tag)%r.block != 0 {
		return in.Errorf("GnuTLS AEAD cipher %s/%s input block length %d is not %d greater than a multiple of the required %d",
			r.name, verb, n, tag, r.block)
	}
	return nil
}

// ---- what is given to them

// forget overwrites a key that is a string.
func forget(in *interp, key value) *exit {
	if key.IsCons() {
		key = lisp.Car(key)
	}
	if !key.IsString() {
		return nil
	}
	_, x := in.Funcall(in.Sym("clear-string"), key)
	return x
}

// given wants each of values to be what bytes takes, as far as its type goes.
func given(in *interp, values ...value) *exit {
	for _, v := range values {
		if _, ok := v.Object().(*buffer.Buffer); !ok && !v.IsString() && !v.IsCons() {
			return in.WrongType("consp", v)
		}
	}
	return nil
}

// bytes is what v stands for: a string, a buffer, (OBJECT START END CODING
// NOERROR) or (iv-auto LENGTH).
func (s *state) bytes(in *interp, v value) ([]byte, *exit) {
	spec := v
	if _, ok := v.Object().(*buffer.Buffer); ok || v.IsString() {
		spec = lisp.List(v)
	}
	if !spec.IsCons() {
		return nil, in.WrongType("consp", spec)
	}
	object := spec.Cons().Car
	nth := func(n int) value {
		l := spec
		for ; n > 0; n-- {
			l = lisp.Cdr(l)
		}
		return lisp.Car(l)
	}
	start, end, coding, noError := nth(1), nth(2), nth(3), nth(4)
	b, isBuffer := object.Object().(*buffer.Buffer)
	var text value
	var x *exit
	switch {
	case object == in.Sym("iv-auto"):
		return randomBytes(in, start)
	case isBuffer:
		text, x = s.text(in, b, start, end)
	case object.IsString():
		text = object
	default:
		return nil, in.SignalError("Invalid object argument", object)
	}
	if x != nil {
		return nil, x
	}
	if text, x = encodeText(in, text, coding, !noError.IsNil()); x != nil {
		return nil, x
	}
	if !isBuffer && (!start.IsNil() || !end.IsNil()) {
		if start.IsNil() {
			start = lisp.Fixnum(0)
		}
		for _, p := range []value{start, end} {
			if !p.IsNil() && !p.IsFixnum() {
				return nil, in.WrongType("integerp", p)
			}
		}
		// Positions count the bytes of the encoded text.
		part, x := in.Funcall(in.Sym("substring"), text, start, end)
		if x != nil {
			return nil, in.ArgsOutOfRange(object, start, end)
		}
		text = part
	}
	return []byte(text.Str().Text()), nil
}

// maxRandom bounds (iv-auto LENGTH).
const maxRandom = 1 << 20

func randomBytes(in *interp, n value) ([]byte, *exit) {
	if !n.IsFixnum() || n.Fixnum() < 0 || n.Fixnum() > maxRandom {
		return nil, in.Errorf("Without a length, ‘iv-auto’ can’t be used; see ELisp manual")
	}
	b := make([]byte, n.Fixnum())
	rand.Read(b)
	return b, nil
}

// encodeText encodes text if it has characters, by utf-8 unless coding is given.
func encodeText(in *interp, text, coding value, noError bool) (value, *exit) {
	if !text.Str().Multibyte() {
		return text, nil
	}
	if coding.IsNil() {
		coding = in.Sym("utf-8-unix")
	} else if known, x := in.Funcall(in.Sym("coding-system-p"), coding); x != nil || known.IsNil() {
		if !noError {
			return value{}, in.SignalNamed("coding-system-error", coding)
		}
		coding = in.Sym("utf-8-unix")
	}
	return in.Funcall(in.Sym("encode-coding-string"), text, coding, lisp.T)
}

// ccmMode is counter mode with CBC-MAC (RFC 3610) with a nonce of r.iv bytes.
func ccmMode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	b, err := r.blockCipher(key)
	if err != nil {
		return nil, err
	}
	c := ccm{b: b, nonce: iv, tag: r.tag}
	return func(decrypt bool, text, auth []byte) ([]byte, error) {
		if !decrypt {
			return append(c.stream(text), c.mac(text, auth)...), nil
		}
		at := len(text) - c.tag
		out := c.stream(text[:at])
		if string(c.mac(out, auth)) != string(text[at:]) {
			return nil, errDecrypt
		}
		return out, nil
	}, nil
}

type ccm struct {
	b     cipher.Block
	nonce []byte
	tag   int
}

// block is a first byte, the nonce, and n in what is left of it.
func (c *ccm) block(flags byte, n int) []byte {
	b := make([]byte, 16)
	b[0] = flags
	copy(b[1:], c.nonce)
	for i := 15; i > len(c.nonce); i-- {
		b[i] = byte(n)
		n >>= 8
	}
	return b
}

// stream encrypts or decrypts text.
func (c *ccm) stream(text []byte) []byte {
	out := make([]byte, len(text), len(text)+c.tag)
	cipher.NewCTR(c.b, c.block(byte(14-len(c.nonce)), 1)).XORKeyStream(out, text)
	return out
}

// mac is the encrypted tag of text and auth.
func (c *ccm) mac(text, auth []byte) []byte {
	flags := byte((c.tag-2)/2)<<3 | byte(14-len(c.nonce))
	if len(auth) > 0 {
		flags |= 1 << 6
	}
	x := make([]byte, 16)
	add := func(b []byte) {
		for len(b) > 0 {
			for i := range 16 {
				if i < len(b) {
					x[i] ^= b[i]
				}
			}
			c.b.Encrypt(x, x)
			b = b[min(len(b), 16):]
		}
	}
	add(c.block(flags, len(text)))
	if n := len(auth); n > 0 {
		head := []byte{byte(n >> 8), byte(n)}
		if n >= 0xff00 {
			head = []byte{0xff, 0xfe, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
		}
		add(append(head, auth...))
	}
	add(text)
	first := make([]byte, 16)
	c.b.Encrypt(first, c.block(byte(14-len(c.nonce)), 0))
	for i := range x {
		x[i] ^= first[i]
	}
	return x[:c.tag]
}
