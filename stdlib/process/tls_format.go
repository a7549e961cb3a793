package process

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"time"

	"elnet/lisp"
)

// formatCertificate is gnutls-format-certificate: the layout is GnuTLS'.
func formatCertificate(in *lisp.Interp, text *lisp.String) (lisp.Value, *lisp.Exit) {
	block, _ := pem.Decode([]byte(text.Text()))
	if block == nil {
		return lisp.Nil, in.Errorf("gnutls-format-certificate error: %s", errorTexts[eBadPEM])
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return lisp.Nil, in.Errorf("gnutls-format-certificate error: %s", err)
	}
	var f certText
	f.all(c)
	return lisp.NewString(f.String()), nil
}

// certText is what formatCertificate writes.
type certText struct{ strings.Builder }

func (f *certText) line(tabs int, format string, args ...any) {
	f.WriteString(strings.Repeat("\t", tabs))
	fmt.Fprintf(f, format, args...)
	f.WriteByte('\n')
}

// bytes writes sixteen bytes a line.
func (f *certText) bytes(tabs int, b []byte) {
	for len(b) > 0 {
		n := min(len(b), 16)
		f.line(tabs, "%s", colons(b[:n]))
		b = b[n:]
	}
}

func (f *certText) all(c *x509.Certificate) {
	f.line(0, "X.509 Certificate Information:")
	f.line(1, "Version: %d", c.Version)
	f.line(1, "Serial Number (hex): %s", hex.EncodeToString(serialBytes(c)))
	f.line(1, "Issuer: %s", nameText(c.RawIssuer, true))
	f.line(1, "Validity:")
	f.line(2, "Not Before: %s", c.NotBefore.UTC().Format(time.UnixDate))
	f.line(2, "Not After: %s", c.NotAfter.UTC().Format(time.UnixDate))
	f.line(1, "Subject: %s", nameText(c.RawSubject, true))
	f.key(c)
	if len(c.Extensions) > 0 {
		f.line(1, "Extensions:")
		f.extensions(c)
	}
	f.line(1, "Signature Algorithm: %s", signatureName(c.SignatureAlgorithm))
	f.line(1, "Signature:")
	f.bytes(2, c.Signature)
	s1, s256 := sha1.Sum(c.Raw), sha256.Sum256(c.Raw)
	k1, k256 := sha1.Sum(c.RawSubjectPublicKeyInfo), sha256.Sum256(c.RawSubjectPublicKeyInfo)
	f.line(0, "Other Information:")
	f.line(1, "Fingerprint:")
	f.line(2, "sha1:%x", s1)
	f.line(2, "sha256:%x", s256)
	f.line(1, "Public Key ID:")
	f.line(2, "sha1:%x", k1)
	f.line(2, "sha256:%x", k256)
	f.line(1, "Public Key PIN:")
	f.line(2, "pin-sha256:%s", base64.StdEncoding.EncodeToString(k256[:]))
}

func (f *certText) key(c *x509.Certificate) {
	algorithm, bits := publicKey(c)
	f.line(1, "Subject Public Key Algorithm: %s", algorithm)
	f.line(1, "Algorithm Security Level: %s (%d bits)", securityLevel(algorithm, bits), bits)
	switch k := c.PublicKey.(type) {
	case *rsa.PublicKey:
		exponent := big.NewInt(int64(k.E)).Bytes()
		f.line(2, "Modulus (bits %d):", bits)
		f.bytes(3, signed(k.N.Bytes()))
		f.line(2, "Exponent (bits %d):", 8*len(exponent))
		f.bytes(3, signed(exponent))
	case *ecdsa.PublicKey:
		f.line(2, "Curve:\tSECP%dR1", bits)
		point, err := k.Bytes()
		if err != nil {
			return
		}
		half := (len(point) - 1) / 2
		f.line(2, "X:")
		f.bytes(3, signed(point[1:1+half]))
		f.line(2, "Y:")
		f.bytes(3, signed(point[1+half:]))
	}
}

// signed puts a zero in front of what would be negative as an integer.
func signed(b []byte) []byte {
	if len(b) > 0 && b[0] >= 0x80 {
		return append([]byte{0}, b...)
	}
	return b
}

var keyUsages = []string{"Digital signature.", "Non repudiation.", "Key encipherment.", "Data encipherment.",
	"Key agreement.", "Certificate signing.", "CRL signing.", "Key encipher only.", "Key decipher only."}

var keyPurposes = map[x509.ExtKeyUsage]string{
	x509.ExtKeyUsageServerAuth: "TLS WWW Server.", x509.ExtKeyUsageClientAuth: "TLS WWW Client.",
	x509.ExtKeyUsageCodeSigning: "Code signing.", x509.ExtKeyUsageEmailProtection: "Email protection.",
	x509.ExtKeyUsageTimeStamping: "Time stamping.", x509.ExtKeyUsageOCSPSigning: "OCSP signing.",
	x509.ExtKeyUsageAny: "Any purpose.",
}

func (f *certText) extensions(c *x509.Certificate) {
	for _, e := range c.Extensions {
		critical := "not critical"
		if e.Critical {
			critical = "critical"
		}
		head := func(name string) { f.line(2, "%s (%s):", name, critical) }
		switch e.Id.String() {
		case "2.5.29.14":
			head("Subject Key Identifier")
			f.line(3, "%x", c.SubjectKeyId)
		case "2.5.29.35":
			head("Authority Key Identifier")
			f.line(3, "%x", c.AuthorityKeyId)
		case "2.5.29.19":
			head("Basic Constraints")
			f.line(3, "Certificate Authority (CA): %s", strings.ToUpper(fmt.Sprint(c.IsCA)))
			if c.MaxPathLen > 0 || c.MaxPathLenZero {
				f.line(3, "Path Length Constraint: %d", c.MaxPathLen)
			}
		case "2.5.29.15":
			head("Key Usage")
			for i, name := range keyUsages {
				if c.KeyUsage&(1<<i) != 0 {
					f.line(3, "%s", name)
				}
			}
		case "2.5.29.37":
			head("Key Purpose")
			for _, u := range c.ExtKeyUsage {
				f.line(3, "%s", keyPurposes[u])
			}
		case "2.5.29.17":
			head("Subject Alternative Name")
			f.alternatives(c)
		default:
			f.line(2, "Unknown extension %s (%s):", e.Id, critical)
			f.line(3, "Hexdump: %x", e.Value)
		}
	}
}

func (f *certText) alternatives(c *x509.Certificate) {
	for _, n := range c.DNSNames {
		f.line(3, "DNSname: %s", n)
	}
	for _, n := range c.EmailAddresses {
		f.line(3, "RFC822Name: %s", n)
	}
	for _, u := range c.URIs {
		f.line(3, "URI: %s", u)
	}
	for _, ip := range c.IPAddresses {
		f.line(3, "IPAddress: %s", ip)
	}
}
