package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/client-go/kubernetes/scheme"
	listers "k8s.io/client-go/listers/rbac/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/auth/authorizer/abac"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"
)

// start makes an authoriser with a policy.
type start func(policy json.RawMessage) (authorizer.Authorizer, error)

// refusal is why an authoriser would not start with a policy. All other errors are mistakes of the question or ours.
type refusal struct{ error }

// authorisers gives all that can be started, by kind, and what ends them.
func authorisers() (map[string]start, func(), error) {
	folder, err := os.MkdirTemp("", "authorisers-")
	if err != nil {
		return nil, nil, err
	}
	keystone, err := serveKeystoneAuth()
	if err != nil {
		os.RemoveAll(folder)
		return nil, nil, err
	}
	file := filepath.Join(folder, "policy")
	start := map[string]start{
		"abac":     fromFile(file, startABAC),
		"keystone": fromFile(file, keystone.start),
		"rbac":     startRBAC,
	}
	stop := func() {
		keystone.stop()
		os.RemoveAll(folder)
	}
	return start, stop, nil
}

// fromFile starts an authoriser that reads its policy from a file.
func fromFile(file string, from func(file string) (authorizer.Authorizer, error)) start {
	return func(policy json.RawMessage) (authorizer.Authorizer, error) {
		var text string
		if err := json.Unmarshal(policy, &text); err != nil {
			return nil, fmt.Errorf("this policy is a text: %w", err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			return nil, err
		}
		return from(file)
	}
}

func startABAC(file string) (authorizer.Authorizer, error) {
	policy, err := abac.NewFromFile(file)
	if err != nil {
		return nil, refusal{err}
	}
	return policy, nil
}

// startRBAC gives the authoriser its objects as the API server does: by listers, over caches that are filled by hand here.
func startRBAC(policy json.RawMessage) (authorizer.Authorizer, error) {
	var objects []json.RawMessage
	if err := json.Unmarshal(policy, &objects); err != nil {
		return nil, fmt.Errorf("this policy is a list of objects: %w", err)
	}
	roles, roleBindings, clusterRoles, clusterRoleBindings := emptyCache(), emptyCache(), emptyCache(), emptyCache()
	for _, text := range objects {
		object, _, err := scheme.Codecs.UniversalDeserializer().Decode(text, nil, nil)
		if err != nil {
			return nil, err
		}
		switch object.(type) {
		case *rbacv1.Role:
			err = roles.Add(object)
		case *rbacv1.RoleBinding:
			err = roleBindings.Add(object)
		case *rbacv1.ClusterRole:
			err = clusterRoles.Add(object)
		case *rbacv1.ClusterRoleBinding:
			err = clusterRoleBindings.Add(object)
		default:
			err = fmt.Errorf("%T is neither a role nor a binding", object)
		}
		if err != nil {
			return nil, err
		}
	}
	return rbac.New(
		&rbac.RoleGetter{Lister: listers.NewRoleLister(roles)},
		&rbac.RoleBindingLister{Lister: listers.NewRoleBindingLister(roleBindings)},
		&rbac.ClusterRoleGetter{Lister: listers.NewClusterRoleLister(clusterRoles)},
		&rbac.ClusterRoleBindingLister{Lister: listers.NewClusterRoleBindingLister(clusterRoleBindings)},
	), nil
}

func emptyCache() cache.Indexer {
	return cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
}
