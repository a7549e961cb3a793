// Package file has the primitives on file names, files, directories and the
// environment of the program: Elisp manual, nodes "Files", "System Environment"
// and "User Identification". What Emacs has in Lisp on top of them is in the
// library's files.el and files-x.el.
//
//	name.go, name_prims.go   file names, without looking at files
//	handler.go               file-name-handler-alist, and how primitives heed it
//	exists.go, attributes.go   what is there and of what kind
//	change.go                making, renaming, copying, deleting
//	directory.go             listing, completing
//	read.go, write.go        insert-file-contents, write-region
//	visit.go                 the modification times of visited files
//	temp.go                  names that are not taken
//	system.go, users.go      environment, users, machine
package file
