package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// certificate makes the one of the TLS servers.
func (b *bench) certificate() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	cert, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	b.cert, b.key = filepath.Join(b.folder, "cert.pem"), filepath.Join(b.folder, "key.pem")
	if err := os.WriteFile(b.cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), 0o600); err != nil {
		return err
	}
	return os.WriteFile(b.key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600)
}

// latency finds what the Go server can do with 100 connections, and measures
// both at half of that.
func (b *bench) latency() error {
	var most float64
	for range 3 {
		r, err := b.once("go", 0, nil, []string{"-mode", "echo", "-conns", "100", "-dur", "1s"})
		if err != nil {
			return err
		}
		n, _ := strconv.ParseFloat(r["rate"], 64)
		most = max(most, n)
	}
	for _, share := range []float64{0.25, 0.5} {
		fmt.Printf("  at %.0f/s, %.0f %% of what Go does\n", share*most, 100*share)
		_, err := b.compare(measurement{servers: []string{"elnet", "go"}, env: []string{"BACKLOG=1024"},
			args:   []string{"-mode", "pace", "-conns", "100", "-rate", fmt.Sprint(share * most), "-dur", dur.String()},
			values: []value{p50, p99, rate, cpu}})
		if err != nil {
			return err
		}
	}
	return nil
}

// flood measures 50 connections with 2,000 messages a second without and with one
// that sends as much as it can.
func (b *bench) flood() error {
	var before map[string][]float64
	for _, mode := range []string{"pace", "flood"} {
		fmt.Println("  " + map[string]string{"pace": "alone", "flood": "beside a flood"}[mode])
		m, err := b.compare(measurement{servers: []string{"elnet", "go"}, env: []string{"BACKLOG=1024"},
			args:   []string{"-mode", mode, "-conns", "50", "-rate", "2000", "-dur", dur.String()},
			values: []value{p50, p99}})
		if err != nil {
			return err
		}
		for _, s := range []string{"elnet", "go"} {
			if before != nil {
				fmt.Printf("    %-6s p99 %.1f times that without\n", s, m[s][1]/before[s][1])
			}
		}
		before = m
	}
	return nil
}

// wrk has wrk(1) ask the servers of HTTP.
func (b *bench) wrk() error {
	if _, err := exec.LookPath("wrk"); err != nil {
		fmt.Println("    wrk is not installed; see http")
		return nil
	}
	perSecond := regexp.MustCompile(`Requests/sec:\s*([0-9.]+)`)
	rates := map[string][]map[string]string{}
	for range *rounds {
		for _, s := range []string{"elnet", "go"} {
			port, _, stop, err := b.serve(s, []string{"BACKLOG=1024"})
			if err != nil {
				return err
			}
			words := pinned("1", "wrk", "-t1", "-c50", fmt.Sprintf("-d%.0f", max(dur.Seconds(), 1)), fmt.Sprintf("http://127.0.0.1:%d/", port+3))
			out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
			stop()
			m := perSecond.FindSubmatch(out)
			if err != nil || m == nil {
				return fmt.Errorf("wrk: %s%v", out, err)
			}
			rates[s] = append(rates[s], map[string]string{"rate": string(m[1])})
		}
	}
	ours, theirs := medianOf(rates["elnet"], "rate"), medianOf(rates["go"], "rate")
	fmt.Printf("    elnet  %11.0f/s\n    go     %11.0f/s          elnet is %5.2f times as good\n", ours, theirs, ours/theirs)
	return nil
}

// timers fires 100,000 of them.
func (b *bench) timers() error {
	runs := map[string][]map[string]string{}
	for range *rounds {
		for _, s := range []string{"elnet", "emacs"} {
			words := pinned("0", b.elnet, "--batch", "-l", filepath.Join(b.folder, "timers.el"))
			if s == "emacs" {
				if !haveEmacs() {
					continue
				}
				words = pinned("0", "emacs", "-Q", "--batch", "-l", filepath.Join(b.folder, "timers.elc"))
			}
			r, err := output(exec.Command(words[0], words[1:]...))
			if err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
			runs[s] = append(runs[s], r)
		}
	}
	for _, s := range []string{"elnet", "emacs"} {
		if runs[s] != nil {
			fmt.Printf("    %-6s %8.0f timers: %8.2f us to make one, %8.2f us to fire one\n", s,
				medianOf(runs[s], "timers"), medianOf(runs[s], "make"), medianOf(runs[s], "fire"))
		}
	}
	return nil
}

// reuseport runs one and then two interpreters of one process on one port.
func (b *bench) reuseport() error {
	runs := map[string][]map[string]string{}
	for range *rounds {
		for _, n := range []string{"1", "2"} {
			r, err := output(exec.Command(b.scale, "-interpreters", n, "-dur", dur.String()))
			if err != nil {
				return err
			}
			runs[n] = append(runs[n], r)
		}
	}
	one, two := runs["1"], runs["2"]
	for _, n := range []string{"1", "2"} {
		fmt.Printf("    %s interpreter(s): %8.0f/s, %6.2f us of processor time each, %5.2f processors busy\n", n,
			medianOf(runs[n], "rate"), medianOf(runs[n], "cpu"), medianOf(runs[n], "busy"))
	}
	fmt.Printf("    the second is worth %.2f in throughput; an operation costs %.2f of what it did with one\n",
		medianOf(two, "rate")/medianOf(one, "rate"), medianOf(two, "cpu")/medianOf(one, "cpu"))
	return nil
}
