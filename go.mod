module elnet

go 1.26.0

require (
	github.com/chzyer/readline v1.5.1
	github.com/rogpeppe/go-internal v1.16.0
	go.uber.org/goleak v1.3.0
	golang.org/x/crypto v0.58.0
	golang.org/x/net v0.62.0
	golang.org/x/sys v0.49.0
	golang.org/x/text v0.44.0
)

require golang.org/x/tools v0.52.0 // indirect
