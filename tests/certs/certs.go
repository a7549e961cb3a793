// Package certs makes certificates for tests.
package certs

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A Pair is a certificate and its key.
type Pair struct {
	Cert *x509.Certificate
	Key  any // *ecdsa.PrivateKey or *rsa.PrivateKey
}

// A Spec says what certificate to make. The zero value is one for localhost,
// signed by itself, valid now, with an ECDSA key.
type Spec struct {
	Name     string   // common name; "" means localhost
	DNS      []string // nil means Name, and 127.0.0.1 and ::1 too
	By       *Pair    // nil: signed by itself
	CA       bool
	RSA      bool
	From, To time.Time // zero: from an hour ago, for a day
}

// New makes a certificate.
func New(t testing.TB, s Spec) *Pair {
	t.Helper()
	if s.Name == "" {
		s.Name = "localhost"
	}
	if s.From.IsZero() {
		s.From = time.Now().Add(-time.Hour)
	}
	if s.To.IsZero() {
		s.To = time.Now().Add(24 * time.Hour)
	}
	c := &x509.Certificate{
		SerialNumber: serial(s.Name), Subject: pkix.Name{CommonName: s.Name}, NotBefore: s.From, NotAfter: s.To,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		DNSNames:    s.DNS, BasicConstraintsValid: true, IsCA: s.CA,
	}
	if s.DNS == nil {
		c.DNSNames = []string{s.Name}
		c.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	}
	if s.CA {
		c.KeyUsage |= x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	}
	p := &Pair{}
	var public any
	if s.RSA {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		check(t, err)
		p.Key, public = k, &k.PublicKey
	} else {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		check(t, err)
		p.Key, public = k, &k.PublicKey
	}
	parent, signer := c, p.Key
	if s.By != nil {
		parent, signer = s.By.Cert, s.By.Key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, public, signer)
	check(t, err)
	p.Cert, err = x509.ParseCertificate(der)
	check(t, err)
	return p
}

func serial(name string) *big.Int {
	sum := sha256.Sum256([]byte(name))
	return new(big.Int).SetBytes(sum[1:16])
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TLS is p for crypto/tls.
func (p *Pair) TLS() tls.Certificate {
	return tls.Certificate{Certificate: [][]byte{p.Cert.Raw}, PrivateKey: p.Key, Leaf: p.Cert}
}

// Pool is p as the only trusted authority.
func (p *Pair) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(p.Cert)
	return pool
}

// CertPEM is the certificate in PEM.
func (p *Pair) CertPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Cert.Raw})
}

// KeyPEM is the key in PEM.
func (p *Pair) KeyPEM(t testing.TB) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(p.Key)
	check(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

// Write writes NAME.key and NAME.crt into dir and returns their names.
func (p *Pair) Write(t testing.TB, dir, name string) (key, cert string) {
	t.Helper()
	key, cert = filepath.Join(dir, name+".key"), filepath.Join(dir, name+".crt")
	check(t, os.WriteFile(key, p.KeyPEM(t), 0o600))
	check(t, os.WriteFile(cert, p.CertPEM(), 0o600))
	return key, cert
}
