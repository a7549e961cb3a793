package digest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
)

// chachaMode is ChaCha20 whose IV begins with the block counter, little-endian,
// of 32 or 64 bits, by the name of r.
func chachaMode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	return func(_ bool, text, _ []byte) ([]byte, error) {
		out := make([]byte, len(text))
		nonce := append([]byte(nil), iv[4:]...)
		counter := binary.LittleEndian.Uint32(iv)
		for rest := out; len(rest) > 0; {
			c, err := chacha20.NewUnauthenticatedCipher(key, nonce)
			if err != nil {
				return nil, err
			}
			c.SetCounter(counter)
			// As far as the counter goes: the package's has 32 bits.
			n := int(min(int64(len(rest)), (1<<32-int64(counter))*int64(r.block)))
			c.XORKeyStream(rest[:n], text[:n])
			rest, text, counter = rest[n:], text[n:], 0
			if r.name == "CHACHA20-64" {
				binary.LittleEndian.PutUint32(nonce, binary.LittleEndian.Uint32(nonce)+1)
			}
		}
		return out, nil
	}, nil
}

func polyMode(key, iv []byte, _ *cipherRow) (cipherMode, error) {
	c, err := chacha20poly1305.New(key)
	return aeadMode(c, iv), err
}

// xtsMode is AES in the mode of IEEE 1619, whole blocks only, with the IV for the
// sector's number.
func xtsMode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	data, err := aes.NewCipher(key[:r.key/2])
	if err != nil {
		return nil, err
	}
	sector, err := aes.NewCipher(key[r.key/2:])
	return func(decrypt bool, text, _ []byte) ([]byte, error) {
		tweak := make([]byte, aes.BlockSize)
		sector.Encrypt(tweak, iv)
		crypt := data.Encrypt
		if decrypt {
			crypt = data.Decrypt
		}
		out := make([]byte, len(text))
		for b, t := out, text; len(t) > 0; b, t = b[aes.BlockSize:], t[aes.BlockSize:] {
			subtle.XORBytes(b, t[:aes.BlockSize], tweak)
			crypt(b, b[:aes.BlockSize])
			subtle.XORBytes(b, b[:aes.BlockSize], tweak)
			carry := byte(0) // the next tweak is this one, little-endian, doubled
			for i, x := range tweak {
				tweak[i] = x<<1 | carry
				carry = x >> 7
			}
			tweak[0] ^= carry * 0x87
		}
		return out, nil
	}, err
}

// sivMode is AES-SIV (RFC 5297), the tag before the text; what is authenticated
// and the IV are its two headers.
func sivMode(key, iv []byte, r *cipherRow) (cipherMode, error) {
	b, err := aes.NewCipher(key[r.key/2:])
	if err != nil {
		return nil, err
	}
	tag := func(text, auth []byte) []byte {
		mac := key[:r.key/2]
		d := cmac(mac, make([]byte, aes.BlockSize))
		for _, header := range [][]byte{auth, iv} {
			double(d)
			subtle.XORBytes(d, d, cmac(mac, header))
		}
		if len(text) >= aes.BlockSize {
			text = append([]byte(nil), text...)
			end := text[len(text)-aes.BlockSize:]
			subtle.XORBytes(end, end, d)
			return cmac(mac, text)
		}
		double(d)
		padded := make([]byte, aes.BlockSize)
		padded[copy(padded, text)] = 0x80
		subtle.XORBytes(d, d, padded)
		return cmac(mac, d)
	}
	stream := func(v, text []byte) []byte {
		start := append([]byte(nil), v...)
		start[8] &= 0x7f
		start[12] &= 0x7f
		out := make([]byte, len(text))
		cipher.NewCTR(b, start).XORKeyStream(out, text)
		return out
	}
	return func(decrypt bool, text, auth []byte) ([]byte, error) {
		if !decrypt {
			v := tag(text, auth)
			return append(v, stream(v, text)...), nil
		}
		v := text[:r.tag]
		out := stream(v, text[r.tag:])
		if subtle.ConstantTimeCompare(v, tag(out, auth)) == 0 {
			return nil, errDecrypt
		}
		return out, nil
	}, nil
}
