package digest

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"

	"elnet/lisp"
)

// A hashRow is one algorithm of gnutls-digests and gnutls-macs, named and
// numbered as in GnuTLS.
type hashRow struct {
	name string
	id   int
	size int
	make func() hash.Hash
}

// hashRows is in the order of gnutls-digests.
func hashRows() []hashRow {
	return []hashRow{
		{"MD5", 2, md5.Size, md5.New}, {"SHA224", 9, sha256.Size224, sha256.New224}, {"SHA512", 8, sha512.Size, sha512.New},
		{"SHA384", 7, sha512.Size384, sha512.New384}, {"SHA256", 6, sha256.Size, sha256.New}, {"SHA1", 3, sha1.Size, sha1.New},
	}
}

// Ids of the MACs that are AES', by the size of the key.
const cmac256, cmac128 = 204, 203

func (s *state) macPrims() []lisp.Prim {
	const objects = "a string, a buffer or a list (OBJECT START END CODING NOERROR)"
	return []lisp.Prim{
		lisp.Def("(gnutls-digests)", lisp.Fn0(func(in *interp) (value, *exit) {
			var l lisp.ListBuilder
			for _, r := range hashRows() {
				l.Add(lisp.List(in.Sym(r.name), in.Sym(":digest-algorithm-id"), lisp.Fixnum(r.id), in.Sym(":type"),
					in.Sym("gnutls-digest-algorithm"), in.Sym(":digest-algorithm-length"), lisp.Fixnum(r.size)))
			}
			return l.List(), nil
		}), "Return the digests ((SYMBOL :digest-algorithm-id NUMBER ...) ...), with their lengths in bytes."),
		lisp.Def("(gnutls-macs)", lisp.Fn0(macList), "Return the MACs ((SYMBOL :mac-algorithm-id NUMBER ...) ...), with their sizes in bytes."),
		lisp.Def("(gnutls-hash-digest DIGEST-METHOD INPUT)", lisp.Fn2(s.hashDigest),
			"Return the digest, bytes, of INPUT by DIGEST-METHOD, one of gnutls-digests. INPUT is\n"+objects+"."),
		lisp.Def("(gnutls-hash-mac HASH-METHOD KEY INPUT)", lisp.Fn3(s.hashMAC),
			"Return the MAC, bytes, of INPUT with KEY by HASH-METHOD, one of gnutls-macs. KEY, which is\ncleared if it is a string, and INPUT are each\n"+objects+"."),
	}
}

func macList(in *interp) (value, *exit) {
	var l lisp.ListBuilder
	add := func(name string, id, size, key int) {
		l.Add(lisp.List(in.Sym(name), in.Sym(":mac-algorithm-id"), lisp.Fixnum(id), in.Sym(":type"), in.Sym("gnutls-mac-algorithm"),
			in.Sym(":mac-algorithm-length"), lisp.Fixnum(size), in.Sym(":mac-algorithm-keysize"), lisp.Fixnum(key),
			in.Sym(":mac-algorithm-noncesize"), lisp.Fixnum(0)))
	}
	add("AES-CMAC-256", cmac256, aes.BlockSize, 32)
	add("AES-CMAC-128", cmac128, aes.BlockSize, 16)
	for _, r := range hashRows() {
		add(r.name, r.id, r.size, r.size)
	}
	return l.List(), nil
}

func findHash(name string, id int) *hashRow {
	for _, r := range hashRows() {
		if r.name == name || r.id == id {
			return &r
		}
	}
	return nil
}

func (s *state) hashDigest(in *interp, method, input value) (value, *exit) {
	if x := given(in, input); x != nil {
		return value{}, x
	}
	name, id := algorithm(in, method, ":digest-algorithm-id")
	r := findHash(name, id)
	if r == nil {
		return value{}, notFound(in, "digest-method", method)
	}
	b, x := s.bytes(in, input)
	if x != nil {
		return value{}, x
	}
	h := r.make()
	h.Write(b)
	return lisp.UnibyteString(string(h.Sum(nil))), nil
}

func (s *state) hashMAC(in *interp, method, secret, input value) (value, *exit) {
	if x := given(in, input, secret); x != nil {
		return value{}, x
	}
	name, id := algorithm(in, method, ":mac-algorithm-id")
	r := findHash(name, id)
	size := 0 // of the key of a CMAC
	switch {
	case name == "AES-CMAC-256" || id == cmac256:
		size = 32
	case name == "AES-CMAC-128" || id == cmac128:
		size = 16
	case r == nil:
		return value{}, notFound(in, "MAC-method", method)
	}
	key, x := s.bytes(in, secret)
	if x != nil {
		return value{}, x
	}
	if size > 0 && len(key) != size {
		return value{}, in.Errorf("GnuTLS MAC %s initialization failed: The request is invalid.", name)
	}
	b, x := s.bytes(in, input)
	if x != nil {
		return value{}, x
	}
	if size > 0 {
		return lisp.UnibyteString(string(cmac(key, b))), forget(in, secret)
	}
	h := hmac.New(r.make, key)
	h.Write(b)
	return lisp.UnibyteString(string(h.Sum(nil))), forget(in, secret)
}

// cmac is AES-CMAC (RFC 4493).
func cmac(key, text []byte) []byte {
	b, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // the length was checked
	}
	sub := make([]byte, aes.BlockSize)
	b.Encrypt(sub, sub)
	double(sub)
	n := max((len(text)+aes.BlockSize-1)/aes.BlockSize, 1)
	last := append([]byte(nil), text[(n-1)*aes.BlockSize:]...)
	if len(last) < aes.BlockSize {
		double(sub)
		last = append(append(last, 0x80), make([]byte, aes.BlockSize-1-len(last))...)
	}
	x := make([]byte, aes.BlockSize)
	mix := func(block []byte) {
		for i := range x {
			x[i] ^= block[i]
		}
	}
	for i := range n - 1 {
		mix(text[i*aes.BlockSize:])
		b.Encrypt(x, x)
	}
	mix(last)
	mix(sub)
	b.Encrypt(x, x)
	return x
}

// double multiplies by x in the field of 2^128 elements.
func double(b []byte) {
	carry := b[0] >> 7
	for i := range b {
		b[i] <<= 1
		if i+1 < len(b) {
			b[i] |= b[i+1] >> 7
		}
	}
	b[len(b)-1] ^= carry * 0x87
}
