// Reads k8s-failures-explained with franz-go.
//
//	go run . state            what is open
//	go run . follow           what changes from now on
//	go run . verify FOLDER    every record against the JSON Schemas in FOLDER
//
// KAFKA_BOOTSTRAP is the broker's address; CLUSTER leaves out all other clusters. With KAFKA_USERNAME and
// KAFKA_PASSWORD it uses TLS and SCRAM-SHA-512, and trusts the certificates in the file that KAFKA_CA names.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl/scram"
)

const topic = "k8s-failures-explained"

type failure struct {
	Cluster  string   `json:"cluster"`
	Rule     string   `json:"rule"`
	Severity string   `json:"severity"`
	State    string   `json:"state"`
	CausedBy []string `json:"causedBy"`
	Subject  struct {
		Kind      string `json:"kind"`
		Namespace string `json:"namespace"`
		Name      string `json:"name"`
	} `json:"subject"`
	Explanation struct {
		Error string `json:"error"`
	} `json:"explanation"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	mode := "state"
	if len(os.Args) > 1 {
		mode = os.Args[1]
	}
	var err error
	switch mode {
	case "state":
		err = state(ctx)
	case "follow":
		err = follow(ctx)
	case "verify":
		err = verify(ctx, os.Args[2])
	default:
		err = fmt.Errorf("state, follow or verify, not %s", mode)
	}
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func connect(from kgo.Offset) (*kgo.Client, error) {
	address := os.Getenv("KAFKA_BOOTSTRAP")
	if address == "" {
		address = "localhost:9092"
	}
	options := []kgo.Opt{
		kgo.SeedBrokers(strings.Split(address, ",")...),
		kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(from),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()), // the topic is written in transactions
		kgo.KeepControlRecords(),                     // the last offset of a partition is that of a commit
	}
	if user := os.Getenv("KAFKA_USERNAME"); user != "" {
		roots := x509.NewCertPool()
		pem, err := os.ReadFile(os.Getenv("KAFKA_CA"))
		if err != nil {
			return nil, err
		}
		roots.AppendCertsFromPEM(pem)
		options = append(options,
			kgo.DialTLSConfig(&tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}),
			kgo.SASL(scram.Auth{User: user, Pass: os.Getenv("KAFKA_PASSWORD")}.AsSha512Mechanism()))
	}
	return kgo.NewClient(options...)
}

// readToEnd hands on all records, up to where each partition ends now.
func readToEnd(ctx context.Context, accept func(*kgo.Record) error) error {
	client, err := connect(kgo.NewOffset().AtStart())
	if err != nil {
		return err
	}
	defer client.Close()
	ends, err := kadm.NewClient(client).ListCommittedOffsets(ctx, topic)
	if err != nil {
		return err
	}
	if ends.Error() != nil {
		return ends.Error()
	}
	unread := map[int32]int64{}
	ends.Each(func(end kadm.ListedOffset) {
		if end.Offset > 0 {
			unread[end.Partition] = end.Offset
		}
	})
	for len(unread) > 0 {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return err
		}
		for _, record := range fetches.Records() {
			if !record.Attrs.IsControl() {
				if err := accept(record); err != nil {
					return err
				}
			}
			if end, ok := unread[record.Partition]; ok && record.Offset >= end-1 {
				delete(unread, record.Partition)
			}
		}
	}
	return nil
}

func state(ctx context.Context) error {
	latest := map[string]failure{} // the last value of each key
	err := readToEnd(ctx, func(record *kgo.Record) error {
		if record.Value == nil {
			delete(latest, string(record.Key)) // resolved for longer than the history is kept
			return nil
		}
		if !isWanted(record) {
			return nil
		}
		var f failure
		if err := json.Unmarshal(record.Value, &f); err != nil {
			return err
		}
		latest[string(record.Key)] = f
		return nil
	})
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, f := range latest {
		if f.State == "open" {
			counts[f.Cluster+" "+f.Severity]++
			if len(f.CausedBy) == 0 { // a root cause, not a symptom of another failure
				show("open", f)
			}
		}
	}
	fmt.Printf("open, of %d failures with a history: %v\n", len(latest), counts)
	return nil
}

func follow(ctx context.Context) error {
	client, err := connect(kgo.NewOffset().AtEnd())
	if err != nil {
		return err
	}
	defer client.Close()
	for {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return err
		}
		for _, record := range fetches.Records() {
			if record.Attrs.IsControl() || record.Value == nil || !isWanted(record) {
				continue
			}
			var f failure
			if err := json.Unmarshal(record.Value, &f); err != nil {
				return err
			}
			show(strings.Split(header(record, "ce_type"), ".")[3], f) // dev.faultstream.failure.opened.v1
		}
	}
}

func verify(ctx context.Context, folder string) error {
	compiler := jsonschema.NewCompiler()
	files, err := filepath.Glob(filepath.Join(folder, "*.schema.json"))
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		if err := compiler.AddResource("https://faultstream.dev/schemas/"+filepath.Base(file), schema); err != nil {
			return err
		}
	}
	schema, err := compiler.Compile("https://faultstream.dev/schemas/explained-failure.v1.schema.json")
	if err != nil {
		return err
	}
	right, wrong := 0, 0
	err = readToEnd(ctx, func(record *kgo.Record) error {
		if record.Value == nil {
			return nil
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(record.Value))
		if err == nil {
			err = schema.Validate(value)
		}
		if err == nil {
			right++
		} else {
			wrong++
			fmt.Printf("%s: %v\n", record.Key, err)
		}
		return nil
	})
	fmt.Printf("%d records are as the schema says, %d are not\n", right, wrong)
	return err
}

// isWanted decides by the headers alone: the value need not be parsed.
func isWanted(record *kgo.Record) bool {
	cluster := os.Getenv("CLUSTER")
	return cluster == "" || header(record, "ce_source") == "/faultstream/clusters/"+cluster
}

func header(record *kgo.Record, name string) string {
	for _, h := range record.Headers {
		if h.Key == name {
			return string(h.Value)
		}
	}
	return ""
}

func show(what string, f failure) {
	namespace := f.Subject.Namespace
	if namespace == "" {
		namespace = "-"
	}
	fmt.Printf("%-9s %-8s %s %s/%s %s: %s\n",
		what, f.Severity, f.Subject.Kind, namespace, f.Subject.Name, f.Rule, f.Explanation.Error)
}
