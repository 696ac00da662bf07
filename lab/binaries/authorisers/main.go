// Command authorisers asks real authorisers what they make of a policy: Kubernetes' ABAC and RBAC, and k8s-keystone-auth
// behind the API server's webhook client, all of the versions that go.mod pins for the lab. RealAuthorisersTest compares
// the policy models with it and renews their record; docs/policy-models.md says how. The lab itself does without it.
//
// A line of its input is a question: a policy, and the specs of SubjectAccessReviews that are asked of it. The policy of
// abac and keystone is a text, that of rbac a list of roles and bindings.
//
//	{"kind": "abac", "policy": "...", "requests": [{"user": "...", "resourceAttributes": {...}}, ...]}
//
// A line of its output answers the question on the same line of the input, request by request; "error" is a request to
// which there was no answer. An authoriser that would not start with the policy is a refusal.
//
//	{"decisions": ["allowed", "no opinion", "denied", "error", ...]}
//	{"error": "why the policy was refused"}
//
// What it cannot read ends it with status 1: it never guesses.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/go-logr/logr"
	authorizationv1 "k8s.io/api/authorization/v1"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/apis/authorization"
	convert "k8s.io/kubernetes/pkg/apis/authorization/v1"
	"k8s.io/kubernetes/pkg/registry/authorization/util"
)

type question struct {
	Kind     string                                    `json:"kind"`
	Policy   json.RawMessage                           `json:"policy"`
	Requests []authorizationv1.SubjectAccessReviewSpec `json:"requests"`
}

type answer struct {
	Decisions []string `json:"decisions,omitempty"`
	Error     string   `json:"error,omitempty"`
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("authorisers: ")
	// The authorisers complain of every odd policy and every crash; here these are answers, and thousands of them.
	klog.SetLogger(logr.Discard())
	if err := answerAll(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func answerAll(in io.Reader, out io.Writer) error {
	start, stop, err := authorisers()
	if err != nil {
		return err
	}
	defer stop()
	questions := json.NewDecoder(in)
	buffered := bufio.NewWriter(out)
	answers := json.NewEncoder(buffered)
	for number := 1; ; number++ {
		var asked question
		err := questions.Decode(&asked)
		if errors.Is(err, io.EOF) {
			return buffered.Flush()
		}
		if err != nil {
			return fmt.Errorf("question %d: %w", number, err)
		}
		given, err := asked.answer(start)
		if err != nil {
			return fmt.Errorf("question %d: %w", number, err)
		}
		if err := answers.Encode(given); err != nil {
			return err
		}
	}
}

func (q question) answer(start map[string]start) (answer, error) {
	with, known := start[q.Kind]
	if !known {
		return answer{}, fmt.Errorf("no authoriser is called %q", q.Kind)
	}
	authoriser, err := with(q.Policy)
	var refused refusal
	if errors.As(err, &refused) {
		return answer{Error: refused.Error()}, nil
	}
	if err != nil {
		return answer{}, err
	}
	var given answer
	for _, request := range q.Requests {
		attributes, err := attributesOf(request)
		if err != nil {
			return answer{}, err
		}
		given.Decisions = append(given.Decisions, decide(authoriser, attributes))
	}
	return given, nil
}

// attributesOf reads a review as the API server does.
func attributesOf(spec authorizationv1.SubjectAccessReviewSpec) (authorizer.Attributes, error) {
	if (spec.ResourceAttributes == nil) == (spec.NonResourceAttributes == nil) {
		return nil, errors.New("a request is for either a resource or a path")
	}
	var internal authorization.SubjectAccessReviewSpec
	if err := convert.Convert_v1_SubjectAccessReviewSpec_To_authorization_SubjectAccessReviewSpec(&spec, &internal, nil); err != nil {
		return nil, err
	}
	return util.AuthorizationAttributesFrom(internal), nil
}

func decide(authoriser authorizer.Authorizer, attributes authorizer.Attributes) string {
	decision, _, err := authoriser.Authorize(context.Background(), attributes)
	if err != nil {
		return "error"
	}
	switch decision {
	case authorizer.DecisionAllow:
		return "allowed"
	case authorizer.DecisionDeny:
		return "denied"
	default:
		return "no opinion"
	}
}
