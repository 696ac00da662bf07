// Command registrar tells kubelet where a CSI driver listens, by kubelet's plugin registration
// protocol. The usual node-driver-registrar is not published as a Go module.
//
// It ends when kubelet refuses the driver (then it is started again and asks anew: kubelet itself asks only once).
package main

import (
	"context"
	"errors"
	"io/fs"
	"log"
	"net"
	"os"
	"time"

	"google.golang.org/grpc"
	registration "k8s.io/kubelet/pkg/apis/pluginregistration/v1"
)

type registrar struct {
	registration.UnimplementedRegistrationServer
	driver string
	socket string
	failed chan<- string
}

func (r registrar) GetInfo(context.Context, *registration.InfoRequest) (*registration.PluginInfo, error) {
	return &registration.PluginInfo{
		Type:              registration.CSIPlugin,
		Name:              r.driver,
		Endpoint:          r.socket,
		SupportedVersions: []string{"1.0.0"},
	}, nil
}

func (r registrar) NotifyRegistrationStatus(_ context.Context, status *registration.RegistrationStatus) (*registration.RegistrationStatusResponse, error) {
	log.Printf("%s registered: %t %s", r.driver, status.PluginRegistered, status.Error)
	if !status.PluginRegistered {
		select {
		case r.failed <- status.Error:
		default:
		}
	}
	return &registration.RegistrationStatusResponse{}, nil
}

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: registrar DRIVER CSI-SOCKET REGISTRATION-SOCKET")
	}
	driver, socket, registrationSocket := os.Args[1], os.Args[2], os.Args[3]
	if err := os.Remove(registrationSocket); err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Fatal(err)
	}
	listener, err := net.Listen("unix", registrationSocket)
	if err != nil {
		log.Fatal(err)
	}
	failed := make(chan string, 1)
	server := grpc.NewServer()
	registration.RegisterRegistrationServer(server, registrar{driver: driver, socket: socket, failed: failed})
	go func() {
		reason := <-failed
		time.Sleep(time.Second) // let the answer reach kubelet
		log.Fatalf("kubelet refused %s: %s", driver, reason)
	}()
	log.Fatal(server.Serve(listener))
}
