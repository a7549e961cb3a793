package process

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"strings"

	"elnet/lisp"
)

const statusDoc = `Return what is known of the TLS connection PROC, nil if it is none:

(:warnings LIST    see gnutls-peer-status-warning-describe; absent if there are none
 :certificates LIST  the peer's, its own first, each a property list
 :certificate CERT   its own
 :key-exchange, :protocol, :cipher, :mac  names
 :encrypt-then-mac nil
 :safe-renegotiation t  with TLS 1.2
 :alpn NAME          the protocol agreed on, if any)`

// peerStatus is gnutls-peer-status.
func (s *State) peerStatus(in *lisp.Interp, p *Process) (lisp.Value, *lisp.Exit) {
	if p.tls == nil || p.tls.stage != tlsReady || p.dead() {
		return lisp.Nil, nil
	}
	cs, ok := p.stream.TLS()
	if !ok {
		return lisp.Nil, nil
	}
	var l lisp.ListBuilder
	add := func(key string, v lisp.Value) { l.Add(in.Sym(key)); l.Add(v) }
	if w := p.tls.verified.list(in); !w.IsNil() {
		add(":warnings", w)
	}
	if len(cs.PeerCertificates) > 0 {
		var all lisp.ListBuilder
		for _, c := range cs.PeerCertificates {
			all.Add(certificate(in, c))
		}
		list := all.List()
		add(":certificates", list)
		add(":certificate", lisp.Car(list))
	}
	kx, cipher, mac := suite(cs)
	add(":key-exchange", lisp.NewString(kx))
	add(":protocol", lisp.NewString(strings.ReplaceAll(tls.VersionName(cs.Version), "TLS ", "TLS")))
	add(":cipher", lisp.NewString(cipher))
	add(":mac", lisp.NewString(mac))
	add(":encrypt-then-mac", lisp.Nil)
	if cs.Version < tls.VersionTLS13 {
		add(":safe-renegotiation", lisp.T)
	}
	if cs.NegotiatedProtocol != "" {
		add(":alpn", lisp.NewString(cs.NegotiatedProtocol))
	}
	return l.List(), nil
}

// suite is the names GnuTLS has for what crypto/tls calls
// TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 and the like. With TLS 1.3 the key
// exchange does not depend on the certificate, and GnuTLS always calls it
// ECDHE-RSA.
func suite(cs tls.ConnectionState) (kx, cipher, mac string) {
	name := strings.TrimPrefix(tls.CipherSuiteName(cs.CipherSuite), "TLS_")
	kx, rest, ok := strings.Cut(name, "_WITH_")
	if !ok {
		kx, rest = "ECDHE_RSA", name
	}
	parts := strings.Split(rest, "_")
	mac = parts[len(parts)-1]
	if mac == "SHA" {
		mac = "SHA1"
	}
	cipher = strings.Join(parts[:len(parts)-1], "-")
	switch {
	case strings.HasPrefix(rest, "CHACHA20"):
		cipher, mac = "CHACHA20-POLY1305", "AEAD"
	case strings.HasSuffix(cipher, "GCM"):
		mac = "AEAD"
	case strings.HasPrefix(cipher, "3DES"):
		cipher = "3DES-CBC"
	case strings.HasPrefix(cipher, "RC4"):
		cipher = "ARCFOUR-128"
	}
	return strings.ReplaceAll(kx, "_", "-"), cipher, mac
}

// certificate is the property list of c.
func certificate(in *lisp.Interp, c *x509.Certificate) lisp.Value {
	var l lisp.ListBuilder
	text := func(key, v string) {
		if v != "" {
			l.Add(in.Sym(key))
			l.Add(lisp.NewString(v))
		}
	}
	l.Add(in.Sym(":version"))
	l.Add(lisp.Fixnum(c.Version))
	text(":serial-number", colons(serialBytes(c)))
	text(":issuer", nameText(c.RawIssuer, false))
	text(":valid-from", c.NotBefore.UTC().Format("2006-01-02"))
	text(":valid-to", c.NotAfter.UTC().Format("2006-01-02"))
	text(":subject", nameText(c.RawSubject, false))
	algorithm, bits := publicKey(c)
	text(":public-key-algorithm", algorithm)
	text(":certificate-security-level", securityLevel(algorithm, bits))
	text(":signature-algorithm", signatureName(c.SignatureAlgorithm))
	key := sha1.Sum(c.RawSubjectPublicKeyInfo)
	id := sha1.Sum(c.Raw)
	text(":public-key-id", "sha1:"+colons(key[:]))
	text(":certificate-id", "sha1:"+colons(id[:]))
	text(":pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})))
	return l.List()
}

// serialBytes is the serial number as it is encoded.
func serialBytes(c *x509.Certificate) []byte {
	b := c.SerialNumber.Bytes()
	if len(b) == 0 || b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return b
}

// colons is b in hexadecimal, a colon between two bytes.
func colons(b []byte) string {
	digits := hex.EncodeToString(b)
	var t strings.Builder
	for i := 0; i < len(digits); i += 2 {
		if i > 0 {
			t.WriteByte(':')
		}
		t.WriteString(digits[i : i+2])
	}
	return t.String()
}

// nameTypes are the short names of the parts of a distinguished name.
var nameTypes = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "surName", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST",
	"2.5.4.9": "street", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "title", "2.5.4.17": "postalCode",
	"2.5.4.42": "givenName", "2.5.4.43": "initials", "2.5.4.46": "dnQualifier", "2.5.4.65": "pseudonym",
	"2.5.4.13": "description", "2.5.4.15": "businessCategory", "2.5.4.97": "organizationIdentifier",
	"0.9.2342.19200300.100.1.1": "UID", "0.9.2342.19200300.100.1.25": "DC", "1.2.840.113549.1.9.1": "EMAIL",
	"1.3.6.1.4.1.311.60.2.1.1": "jurisdictionOfIncorporationLocalityName",
	"1.3.6.1.4.1.311.60.2.1.2": "jurisdictionOfIncorporationStateOrProvinceName",
	"1.3.6.1.4.1.311.60.2.1.3": "jurisdictionOfIncorporationCountryName",
}

// nameText is a distinguished name in the order of the certificate, or the
// reverse of it, which RFC 4514 wants.
func nameText(raw []byte, reverse bool) string {
	var rdns pkix.RDNSequence
	if rest, err := asn1.Unmarshal(raw, &rdns); err != nil || len(rest) > 0 {
		return ""
	}
	var parts []string
	for _, rdn := range rdns {
		var values []string
		for _, a := range rdn {
			typ := a.Type.String()
			if short := nameTypes[typ]; short != "" {
				typ = short
			}
			v, ok := a.Value.(string)
			if !ok {
				if der, err := asn1.Marshal(a.Value); err == nil {
					v = "#" + hex.EncodeToString(der)
				}
				values = append(values, typ+"="+v)
				continue
			}
			values = append(values, typ+"="+escapeName(v))
		}
		part := strings.Join(values, "+")
		if reverse {
			parts = append([]string{part}, parts...)
		} else {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ",")
}

// escapeName quotes a value as RFC 4514 wants.
func escapeName(v string) string {
	var t strings.Builder
	for i, r := range v {
		switch {
		case strings.ContainsRune(`,+"\<>;`, r), r == '#' && i == 0, r == ' ' && (i == 0 || i == len(v)-1):
			t.WriteByte('\\')
		}
		t.WriteRune(r)
	}
	return t.String()
}

// publicKey is what kind of key c has, and its size in bits.
func publicKey(c *x509.Certificate) (string, int) {
	switch k := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if c.PublicKeyAlgorithm == x509.RSA && isPSS(c) {
			return "RSA-PSS", k.N.BitLen()
		}
		return "RSA", k.N.BitLen()
	case *ecdsa.PublicKey:
		return "EC/ECDSA", k.Curve.Params().BitSize
	case ed25519.PublicKey:
		return "EdDSA (Ed25519)", 256
	}
	return c.PublicKeyAlgorithm.String(), 0
}

// isPSS tells whether a key may only be used for RSA-PSS.
func isPSS(c *x509.Certificate) bool {
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	_, err := asn1.Unmarshal(c.RawSubjectPublicKeyInfo, &info)
	return err == nil && info.Algorithm.Algorithm.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10})
}

// securityLevel is GnuTLS' name for how much a key of that size is worth.
func securityLevel(algorithm string, bits int) string {
	steps := []struct {
		rsa, ec int
		name    string
	}{
		{15360, 512, "Future"}, {8192, 384, "Ultra"}, {3072, 256, "High"}, {2048, 224, "Medium"}, {1776, 192, "Legacy"},
		{1008, 160, "Low"}, {768, 160, "Very weak"}, {512, 160, "Export"},
	}
	for _, s := range steps {
		if strings.HasPrefix(algorithm, "RSA") && bits >= s.rsa || strings.HasPrefix(algorithm, "E") && bits >= s.ec {
			return s.name
		}
	}
	if bits == 0 {
		return "Unknown"
	}
	return "Insecure"
}

// signatureName is GnuTLS' name of a.
func signatureName(a x509.SignatureAlgorithm) string {
	switch a {
	case x509.PureEd25519:
		return "EdDSA-Ed25519"
	}
	name := a.String()
	if hash, ok := strings.CutSuffix(name, "-RSA"); ok {
		return "RSA-" + hash
	}
	if hash, ok := strings.CutSuffix(name, "-RSAPSS"); ok {
		return "RSA-PSS-" + hash
	}
	return name
}
