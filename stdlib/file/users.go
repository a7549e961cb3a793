package file

import (
	"os"
	"os/user"
	"strconv"
	"strings"

	"elnet/lisp"
)

func (s *State) userPrims() []lisp.Prim {
	number := func(f func() int) lisp.Callable {
		return lisp.Fn0(func(*interp) (value, *exit) { return lisp.Fixnum(f()), nil })
	}
	return []lisp.Prim{
		lisp.Def("(user-uid)", number(os.Geteuid), "Return the effective user id."),
		lisp.Def("(user-real-uid)", number(os.Getuid), "Return the real user id."),
		lisp.Def("(group-gid)", number(os.Getegid), "Return the effective group id."),
		lisp.Def("(group-real-gid)", number(os.Getgid), "Return the real group id."),
		lisp.Def("(user-login-name &optional UID)", lisp.Fn1(func(in *interp, uid value) (value, *exit) {
			if uid.IsNil() {
				v, _ := in.VarValue(in.Intern("user-login-name"))
				return v, nil
			}
			id, ok := idText(uid)
			if !ok {
				return value{}, in.Errorf("Not an in-range integer, integral float, or cons of integers")
			}
			if u, err := user.LookupId(id); err == nil {
				return lisp.NewString(u.Username), nil
			}
			return value{}, nil
		}), "Return the login name of the user, or of the one with the id UID; nil if there is none."),
		lisp.Def("(user-real-login-name)", lisp.Fn0(func(in *interp) (value, *exit) {
			v, _ := in.VarValue(in.Intern("user-real-login-name"))
			return v, nil
		}), "Return the login name of the real user id."),
		lisp.Def("(user-full-name &optional UID)", lisp.Fn1(userFullName),
			"Return the full name of the user, or of the one with the id or login name UID; nil if there is none."),
		lisp.Def("(group-name GID)", lisp.Fn1(func(in *interp, gid value) (value, *exit) {
			id, ok := idText(gid)
			if !ok {
				return value{}, in.Errorf("Invalid GID specification")
			}
			if g, err := user.LookupGroupId(id); err == nil {
				return lisp.NewString(g.Name), nil
			}
			return value{}, nil
		}), "Return the name of the group with the id GID, nil if there is none."),
		lisp.Def("(system-users)", lisp.Fn0(func(*interp) (value, *exit) { return firstFields("/etc/passwd"), nil }),
			"Return the login names that /etc/passwd has."),
		lisp.Def("(system-groups)", lisp.Fn0(func(*interp) (value, *exit) { return firstFields("/etc/group"), nil }),
			"Return the names of groups that /etc/group has."),
	}
}

// idText returns a user or group id in decimal digits.
func idText(v value) (string, bool) {
	switch {
	case v.IsFixnum():
		return strconv.Itoa(v.Fixnum()), true
	case v.IsFloat() && v.Float() == float64(int64(v.Float())):
		return strconv.FormatInt(int64(v.Float()), 10), true
	}
	return "", false
}

func userFullName(in *interp, v value) (value, *exit) {
	if v.IsNil() {
		r, _ := in.VarValue(in.Intern("user-full-name"))
		return r, nil
	}
	var u *user.User
	var err error
	if v.IsString() {
		u, err = user.Lookup(text(v))
	} else {
		id, ok := idText(v)
		if !ok {
			return value{}, in.Errorf("Invalid UID specification")
		}
		u, err = user.LookupId(id)
	}
	if err != nil {
		return value{}, nil
	}
	return lisp.NewString(gecosName(u)), nil
}

// gecosName returns the name in a user's record, where "&" is the login name.
func gecosName(u *user.User) string {
	if !strings.Contains(u.Name, "&") || u.Username == "" {
		return u.Name
	}
	return strings.ReplaceAll(u.Name, "&", strings.ToUpper(u.Username[:1])+u.Username[1:])
}

// loginName returns the user's name: what the environment says, else the system.
func loginName() string {
	for _, v := range []string{"LOGNAME", "USER"} {
		if n := os.Getenv(v); n != "" {
			return n
		}
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

func fullName() string {
	if n := os.Getenv("NAME"); n != "" {
		return n
	}
	if u, err := user.Lookup(loginName()); err == nil {
		return gecosName(u)
	}
	return "unknown"
}

// firstFields returns the first field of each line of a file like /etc/passwd.
func firstFields(path string) value {
	data, err := os.ReadFile(path)
	if err != nil {
		return value{}
	}
	var list lisp.ListBuilder
	for line := range strings.Lines(string(data)) {
		if name, _, ok := strings.Cut(line, ":"); ok && name != "" && name[0] != '#' {
			list.Add(lisp.NewString(name))
		}
	}
	return list.List()
}
