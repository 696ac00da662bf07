package main

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync/atomic"

	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/authorization/cel"
	"k8s.io/apiserver/plugin/pkg/authorizer/webhook"
	"k8s.io/apiserver/plugin/pkg/authorizer/webhook/metrics"
	"k8s.io/client-go/rest"
	"k8s.io/cloud-provider-openstack/pkg/identity/keystone"
)

// keystoneAuth is k8s-keystone-auth with one policy after another, served to the API server's webhook client as its own
// main serves it, but without TLS.
type keystoneAuth struct {
	server *http.Server
	client authorizer.Authorizer
	now    atomic.Pointer[keystone.Auth]
}

func serveKeystoneAuth() (*keystoneAuth, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	client, err := webhook.New(
		&rest.Config{Host: "http://" + listener.Addr().String() + "/webhook", QPS: -1}, // as fast as it goes
		"v1beta1", // the only version that k8s-keystone-auth speaks
		0, 0,      // remember no answer
		wait.Backoff{Steps: 1}, // ask once: that it crashes is an answer
		authorizer.DecisionNoOpinion,
		nil, "", metrics.NoopAuthorizerMetrics{}, cel.NewDefaultCompiler())
	if err != nil {
		listener.Close()
		return nil, err
	}
	k := &keystoneAuth{client: client}
	mux := http.NewServeMux()
	mux.HandleFunc("/webhook", func(w http.ResponseWriter, r *http.Request) { k.now.Load().Handler(w, r) })
	k.server = &http.Server{Handler: mux, ErrorLog: log.New(io.Discard, "", 0)} // it would log each crash
	go k.server.Serve(listener)
	return k, nil
}

// start lets all requests from now on be for the policy in this file.
func (k *keystoneAuth) start(file string) (authorizer.Authorizer, error) {
	auth, err := keystone.NewKeystoneAuth(context.Background(), &keystone.Config{
		// Keystone is asked only who somebody is, and a URL with a version in it is not even looked up.
		KeystoneURL: "http://127.0.0.1/v3/",
		PolicyFile:  file,
	})
	if err != nil {
		return nil, refusal{err}
	}
	k.now.Store(auth)
	return k.client, nil
}

func (k *keystoneAuth) stop() { k.server.Close() }
