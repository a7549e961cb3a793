package elementary

import (
	"math"
	"testing"
)

// The answers are those of Emacs 28.2 with the GNU C library, which agree with
// the exact values rounded.
func TestKnown(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"log 3", Log(3), 1.0986122886681098},
		{"log 5e-324", Log(5e-324), -744.4400719213812},
		{"exp 300", Exp(300), 1.9424263952412558e+130},
		{"cos 1e22", Cos(1e22), 0.523214785395139},
		{"cos 2^70", Cos(1 << 70), 0.060314849224819785},
		{"atan 10", Atan(10), 1.4711276743037347},
		{"atan 3 -1", Atan2(3, -1), 1.892546881191539},
		{"acos 0.5", Acos(0.5), 1.0471975511965979},
		{"log2 8", Log2(8), 3},
		{"log10 1000", Log10(1000), 3},
		{"pow 2 0.5", Pow(2, 0.5), math.Sqrt2},
		{"pow -8 3", Pow(-8, 3), -512},
		{"pow 0 -1", Pow(0, -1), math.Inf(1)},
		{"exp -745", Exp(-745), 5e-324},
		{"asin 1", Asin(1), math.Pi / 2},
	} {
		if c.got != c.want {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}

// Everywhere the result lies within two units of package math's.
func TestNearMath(t *testing.T) {
	pairs := []struct {
		name string
		f, g func(float64) float64
	}{
		{"exp", Exp, math.Exp}, {"sin", Sin, math.Sin}, {"cos", Cos, math.Cos}, {"tan", Tan, math.Tan},
		{"asin", Asin, math.Asin}, {"acos", Acos, math.Acos}, {"atan", Atan, math.Atan}, {"log", Log, math.Log},
	}
	for _, p := range pairs {
		for x := -20.0; x < 20; x += 0.0137 {
			a, b := p.f(x), p.g(x)
			if a != b && !(a != a && b != b) && math.Abs(a-b) > 1e-13*math.Max(1, math.Abs(b)) {
				t.Fatalf("%s %v = %v, package math has %v", p.name, x, a, b)
			}
		}
	}
}

func BenchmarkSin(b *testing.B) {
	for i := range b.N {
		Sin(float64(i & 15))
	}
}

func BenchmarkPow(b *testing.B) {
	for i := range b.N {
		Pow(float64(i&15)+0.5, 2.5)
	}
}
