package process

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"elnet/lisp"
)

// Bits of a verification, GnuTLS' own.
const (
	certInvalid       = 1 << 1
	certRevoked       = 1 << 5
	certUnknownSigner = 1 << 6
	certSignerNotCA   = 1 << 7
	certInsecure      = 1 << 8
	certNotActivated  = 1 << 9
	certExpired       = 1 << 10
	certBadSignature  = 1 << 11
	certConstraints   = 1 << 16
	certPurpose       = 1 << 18

	flagNoTime        = 64  // of :verify-flags
	flagNoTrustedTime = 128 //
)

// verification is what was found out about a peer's certificates.
type verification struct {
	bits    uint32 // 0: they are trusted
	badHost bool
	self    bool // signed by itself
}

// refusal is a verification that ends the handshake.
type refusal struct{ text string }

// Error is the text that gnutls-boot signals.
func (r *refusal) Error() string { return r.text }

// check looks at the certificates of a server.
func (o *tlsOptions) check(cs tls.ConnectionState) verification {
	var v verification
	if len(cs.PeerCertificates) == 0 {
		v.bits = certInvalid | certUnknownSigner
		v.badHost = true
		return v
	}
	leaf := cs.PeerCertificates[0]
	v.bits = o.checkChain(cs.PeerCertificates)
	v.badHost = !matchesHost(leaf, o.host)
	v.self = string(leaf.RawSubject) == string(leaf.RawIssuer) && (len(leaf.AuthorityKeyId) == 0 ||
		len(leaf.SubjectKeyId) == 0 || string(leaf.AuthorityKeyId) == string(leaf.SubjectKeyId))
	return v
}

func (o *tlsOptions) checkChain(chain []*x509.Certificate) (bits uint32) {
	now := time.Now()
	if o.flags&flagNoTime == 0 {
		for _, c := range chain {
			if now.After(c.NotAfter) {
				bits |= certExpired
			}
			if now.Before(c.NotBefore) {
				bits |= certNotActivated
			}
		}
	}
	opts := x509.VerifyOptions{Roots: o.roots, CurrentTime: now, Intermediates: x509.NewCertPool(),
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	for _, c := range chain[1:] {
		opts.Intermediates.AddCert(c)
	}
	if bits&(certExpired|certNotActivated) != 0 || o.flags&(flagNoTime|flagNoTrustedTime) != 0 {
		opts.CurrentTime = commonTime(chain) // time was dealt with: is it trusted otherwise?
	}
	paths, err := chain[0].Verify(opts)
	bits |= verifyBits(err)
	if err == nil && o.revoked(paths) {
		bits |= certRevoked
	}
	if bits != 0 {
		bits |= certInvalid
	}
	return bits
}

// commonTime is a moment when all of chain is valid, as far as there is one.
func commonTime(chain []*x509.Certificate) time.Time {
	t := chain[0].NotBefore
	for _, c := range chain {
		if c.NotBefore.After(t) {
			t = c.NotBefore
		}
	}
	return t
}

func verifyBits(err error) uint32 {
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var insecure x509.InsecureAlgorithmError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &insecure):
		return certInvalid | certInsecure
	case errors.As(err, &unknown):
		return certInvalid | certUnknownSigner
	case !errors.As(err, &invalid):
		return certInvalid
	}
	switch invalid.Reason {
	case x509.NotAuthorizedToSign:
		return certInvalid | certSignerNotCA
	case x509.Expired:
		return certInvalid | certExpired
	case x509.CANotAuthorizedForThisName, x509.TooManyIntermediates, x509.NameConstraintsWithoutSANs:
		return certInvalid | certConstraints
	case x509.IncompatibleUsage:
		return certInvalid | certPurpose
	}
	return certInvalid
}

// revoked tells whether every path has a certificate that a list of its issuer
// revokes.
func (o *tlsOptions) revoked(paths [][]*x509.Certificate) bool {
	if len(o.crls) == 0 {
		return false
	}
	for _, path := range paths {
		bad := false
		for i := 0; i+1 < len(path) && !bad; i++ {
			bad = o.revokedBy(path[i], path[i+1])
		}
		if !bad {
			return false
		}
	}
	return true
}

func (o *tlsOptions) revokedBy(c, issuer *x509.Certificate) bool {
	for _, list := range o.crls {
		if string(list.RawIssuer) != string(issuer.RawSubject) || list.CheckSignatureFrom(issuer) != nil {
			continue
		}
		for _, e := range list.RevokedCertificateEntries {
			if e.SerialNumber.Cmp(c.SerialNumber) == 0 {
				return true
			}
		}
	}
	return false
}

// matchesHost tells whether c is for host. A certificate without alternative
// names is matched by its common name, as GnuTLS does.
func matchesHost(c *x509.Certificate, host string) bool {
	host = strings.TrimSuffix(host, ".")
	if len(c.DNSNames)+len(c.IPAddresses)+len(c.URIs)+len(c.EmailAddresses) > 0 {
		return c.VerifyHostname(host) == nil
	}
	name := strings.ToLower(c.Subject.CommonName)
	host = strings.ToLower(host)
	if rest, ok := strings.CutPrefix(name, "*."); ok && strings.Contains(rest, ".") {
		_, domain, found := strings.Cut(host, ".")
		return found && domain == rest
	}
	return name != "" && name == host
}

// refuse is the error, if any, that v is by :verify-error.
func (o *tlsOptions) refuse(v verification) error {
	switch {
	case v.bits != 0 && o.mustTrust:
		return &refusal{fmt.Sprintf("Certificate validation failed %s, verification code %x", o.host, v.bits)}
	case v.badHost && o.mustMatch:
		return &refusal{fmt.Sprintf("The x509 certificate does not match \"%s\"", o.host)}
	}
	return nil
}

// tlsWarnings are the symbols of gnutls-peer-status in the order in which it
// lists them, and what they mean.
var tlsWarnings = []struct {
	name  string
	bit   uint32
	means string
}{
	{":self-signed", 0, "certificate signer was not found (self-signed)"},
	{":no-host-match", 0, "certificate host does not match hostname"},
	{":invalid-ocsp-status", 0, "the received OCSP certificate status is invalid"},
	{":missing-ocsp-status", 0, "certificate requires the server to send a OCSP certificate status, but no status was received"},
	{":purpose-mismatch", certPurpose, "certificate does not match the intended purpose"},
	{":signer-constraints-failure", certConstraints, "certificate signer constraints were violated"},
	{":revocation-data-issued-in-future", 0, "certificate revocation data have a future issue date"},
	{":revocation-data-superseded", 0, "certificate revocation data are old and have been superseded"},
	{":signature-failure", certBadSignature, "certificate signature could not be verified"},
	{":expired", certExpired, "certificate has expired"},
	{":not-activated", certNotActivated, "certificate is not yet activated"},
	{":insecure", certInsecure, "certificate was signed with an insecure algorithm"},
	{":not-ca", certSignerNotCA, "certificate signer is not a CA"},
	{":unknown-ca", certUnknownSigner, "the certificate was signed by an unknown and therefore untrusted authority"},
	{":revoked", certRevoked, "certificate was revoked (CRL)"},
	{":invalid", certInvalid, "certificate could not be verified"},
}

// list is the :warnings of gnutls-peer-status.
func (v verification) list(in *lisp.Interp) lisp.Value {
	var l lisp.ListBuilder
	for _, w := range tlsWarnings {
		if v.bits&w.bit != 0 || w.name == ":self-signed" && v.self || w.name == ":no-host-match" && v.badHost {
			l.Add(in.Sym(w.name))
		}
	}
	return l.List()
}

func describeWarning(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if !v.IsSymbol() {
		return lisp.Nil, in.WrongType("symbolp", v)
	}
	name := in.Symbol(v).Name()
	for _, w := range tlsWarnings {
		if w.name == name {
			return lisp.NewString(w.means), nil
		}
	}
	return lisp.Nil, nil
}
