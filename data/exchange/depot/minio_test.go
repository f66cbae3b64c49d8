//go:build !windows

package depot_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"waymark/data/exchange/depot"
)

// nodes is how many servers a cluster has. With four, each object is on all of them,
// any two can read it and three are needed to write it.
const nodes = 4

// cluster is a MinIO on this PC that a test can take apart.
type cluster struct {
	t       *testing.T
	program string
	dir     string
	ports   [nodes]int
	keys    depot.Keys
	running [nodes]*exec.Cmd
}

// startCluster starts the MinIO that DEPOT_TEST_MINIO names. It is gone after the test.
func startCluster(t *testing.T) *cluster {
	t.Helper()
	program := os.Getenv("DEPOT_TEST_MINIO")
	if program == "" {
		t.Skip("no DEPOT_TEST_MINIO: run make minio-test")
	}
	c := &cluster{t: t, program: program, dir: t.TempDir(), keys: depot.Keys{ID: "waymark-test", Secret: rand.Text()}}
	for i := range c.ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = listener.Close() }()
		c.ports[i] = listener.Addr().(*net.TCPAddr).Port
		_ = listener.Close()
	}
	t.Cleanup(func() {
		for i := range c.running {
			c.kill(i)
		}
	})
	for i := range c.running {
		c.start(i)
	}
	c.until("the cluster is up", func(ctx context.Context) bool { return depot.Create(ctx, c.place(0)) == nil })
	return c
}

// start starts a node, or lets one that was stopped go on from what it has.
func (c *cluster) start(i int) {
	c.t.Helper()
	args := []string{"server", "--quiet", "--address", fmt.Sprintf("127.0.0.1:%d", c.ports[i])}
	for n, port := range c.ports {
		args = append(args, fmt.Sprintf("http://127.0.0.1:%d%s", port, filepath.Join(c.dir, fmt.Sprint("node", n))))
	}
	cmd := exec.Command(c.program, args...)
	cmd.Env = append(os.Environ(), "MINIO_CI_CD=1", fmt.Sprintf("_MINIO_SERVER_LOCAL=127.0.0.1:%d", c.ports[i]), "MINIO_BROWSER=off", "MINIO_UPDATE=off",
		"MINIO_ROOT_USER="+c.keys.ID, "MINIO_ROOT_PASSWORD="+c.keys.Secret, "HOME="+c.dir)
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.running[i] = cmd
}

// kill ends a node as a power cut does.
func (c *cluster) kill(i int) {
	if cmd := c.running[i]; cmd != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		c.running[i] = nil
	}
}

// freeze stops a node, which still takes connections.
func (c *cluster) freeze(i int) { _ = c.running[i].Process.Signal(syscall.SIGSTOP) }

func (c *cluster) thaw(i int) { _ = c.running[i].Process.Signal(syscall.SIGCONT) }

// place is the bucket as a device sees it that goes to node i.
func (c *cluster) place(i int) depot.Place {
	return depot.Place{
		Address: depot.Address{Kind: depot.S3, Endpoint: fmt.Sprintf("http://127.0.0.1:%d", c.ports[i]), Bucket: "notes", Region: "us-east-1", Style: depot.InPath},
		Service: service, Verify: verify, Keys: c.keys,
		Limits: depot.Limits{Connect: 2 * time.Second, Silence: 5 * time.Second, Call: 20 * time.Second, Pause: 200 * time.Millisecond, Attempts: 2},
	}
}

// until waits for something that a cluster does in its own time.
func (c *cluster) until(what string, so func(context.Context) bool) {
	c.t.Helper()
	ctx, stop := context.WithTimeout(c.t.Context(), 2*time.Minute)
	defer stop()
	again := time.NewTicker(200 * time.Millisecond)
	defer again.Stop()
	for !so(ctx) {
		select {
		case <-ctx.Done():
			c.t.Fatalf("waited in vain: %s", what)
		case <-again.C:
		}
	}
	c.t.Log(what)
}

func TestMinIO_contract(t *testing.T) {
	c := startCluster(t)
	fresh := func(*testing.T) depot.Place {
		p := c.place(1)
		p.Address.Prefix = fmt.Sprintf("t%x/", rand.Text()[:8])
		return p
	}
	contract(t, fresh)
	t.Run("on a bad line", func(t *testing.T) { onTheLine(t, fresh(t)) })
	if says, err := depot.Try(t.Context(), c.place(2)); err != nil {
		t.Errorf("%q %v", says, err)
	}
	wrong := c.place(0)
	wrong.Keys.Secret = "wrong" + wrong.Keys.Secret
	if _, err := depot.Try(t.Context(), wrong); depot.KindOf(err) != depot.WrongKey {
		t.Errorf("wrong secret: %q %v", depot.KindOf(err), err)
	}
	wrong = c.place(0)
	wrong.Address.Bucket = "none-of-that-name"
	if _, err := depot.Try(t.Context(), wrong); depot.KindOf(err) != depot.NoBucket {
		t.Errorf("no bucket: %q %v", depot.KindOf(err), err)
	}
}

// device writes one object after the other through one node, each until it is
// acknowledged, as a device does that keeps its sealed bytes until then.
type device struct {
	depot  depot.Depot
	folder string
	mu     sync.Mutex
	acked  map[string]string
	failed map[depot.Kind]int
}

func (d *device) work(ctx context.Context, t *testing.T) {
	for n := 1; ctx.Err() == nil; n++ {
		name, body := fmt.Sprintf("%s/%010d.seg", d.folder, n), rand.Text()
		for ctx.Err() == nil {
			err := d.depot.Write(ctx, name, []byte(body))
			if err != nil && ctx.Err() != nil {
				break
			}
			d.mu.Lock()
			if err == nil {
				d.acked[name] = body
			} else {
				d.failed[depot.KindOf(err)]++
			}
			d.mu.Unlock()
			if err == nil {
				break
			}
			// With nodes away a store may say much, but not that other bytes are there,
			// nor anything that a person has to see to.
			if kind := depot.KindOf(err); kind != depot.Unreachable && kind != depot.Busy {
				t.Errorf("%s: %q %v (%v)", name, kind, err, errors.Unwrap(err))
				return
			}
		}
	}
}

func (d *device) counts() (acked, failed int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, n := range d.failed {
		failed += n
	}
	return len(d.acked), failed
}

// Nodes are killed, frozen and brought back while devices work. Whatever was
// acknowledged is there in the end, as it was written.
func TestMinIO_nodesComeAndGo(t *testing.T) {
	c := startCluster(t)
	begun(t, c.place(0))
	var devices []*device
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	defer group.Wait()
	defer stop()
	for i := range nodes {
		var d depot.Depot
		c.until(fmt.Sprint("a device opens at node ", i), func(ctx context.Context) bool {
			var err error
			d, err = depot.Open(ctx, c.place(i))
			return err == nil
		})
		one := &device{depot: d, folder: fmt.Sprintf("device%d", i), acked: map[string]string{}, failed: map[depot.Kind]int{}}
		devices = append(devices, one)
		group.Go(func() { one.work(ctx, t) })
	}
	// goesOn waits until each of these devices has had so many more objects acknowledged.
	goesOn := func(what string, more int, of ...int) {
		t.Helper()
		before := map[int]int{}
		for _, i := range of {
			before[i], _ = devices[i].counts()
		}
		c.until(what, func(context.Context) bool {
			return !slices.ContainsFunc(of, func(i int) bool { n, _ := devices[i].counts(); return n < before[i]+more })
		})
	}
	fails := func(what string, of ...int) {
		t.Helper()
		before := map[int]int{}
		for _, i := range of {
			_, before[i] = devices[i].counts()
		}
		c.until(what, func(context.Context) bool {
			return !slices.ContainsFunc(of, func(i int) bool { _, n := devices[i].counts(); return n == before[i] })
		})
	}
	goesOn("all nodes up", 10, 0, 1, 2, 3)
	c.kill(3)
	goesOn("one node killed", 5, 0, 1, 2)
	c.kill(2)
	fails("two nodes killed", 2, 3)
	c.start(2)
	goesOn("one of them back", 5, 0, 1, 2)
	c.start(3)
	goesOn("the other one back", 5, 0, 1, 2, 3)
	c.kill(3)
	goesOn("a node falls behind", 10, 0, 1, 2)
	c.kill(0)
	c.kill(1)
	c.start(3)
	fails("two nodes, one of them behind", 2, 3)
	c.shows(devices[2], 3)
	c.start(0)
	c.start(1)
	goesOn("it catches up", 5, 0, 1, 2, 3)
	for i := range nodes {
		c.kill(i)
	}
	fails("all nodes killed", 0, 1, 2, 3)
	for i := range nodes {
		c.start(i)
	}
	goesOn("all nodes back", 5, 0, 1, 2, 3)
	c.freeze(1)
	fails("a node frozen", 1)
	c.thaw(1)
	goesOn("it goes on", 5, 0, 1, 2, 3)
	stop()
	group.Wait()
	for i, d := range devices {
		c.holds(d, (i+1)%nodes)
		t.Logf("device %d: %d acknowledged, failures %v", i, len(d.acked), d.failed)
	}
}

// shows asks a node that is behind for what was acknowledged to a device. It may show
// less without an error, and that must mean nothing to those who ask; what it does
// show is as it was written, and other errors than passing ones are none of its.
func (c *cluster) shows(d *device, node int) {
	c.t.Helper()
	reader, err := depot.Open(c.t.Context(), c.place(node))
	if err != nil {
		c.t.Logf("node %d is behind and opens nothing: %v", node, err)
		if !passing(err) {
			c.t.Error(err)
		}
		return
	}
	defer func() { _ = reader.Close() }()
	d.mu.Lock()
	acked := maps.Clone(d.acked)
	d.mu.Unlock()
	names, err := reader.List(c.t.Context(), d.folder+"/")
	c.t.Logf("node %d is behind and lists %d of %d: %v", node, len(names), len(acked), err)
	if err != nil && !passing(err) {
		c.t.Error(err)
	}
	last := slices.Max(slices.Collect(maps.Keys(acked)))
	body, err := reader.Read(c.t.Context(), last)
	c.t.Logf("node %d is behind and reads the last one: %v", node, err)
	if err == nil && string(body) != acked[last] || err != nil && !passing(err) {
		c.t.Errorf("%q %v", body, err)
	}
}

// holds checks that a node shows all that was acknowledged to a device.
func (c *cluster) holds(d *device, node int) {
	c.t.Helper()
	reader, err := depot.Open(c.t.Context(), c.place(node))
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	want := slices.Sorted(maps.Keys(d.acked))
	c.until(fmt.Sprint(d.folder, " is listed whole"), func(ctx context.Context) bool {
		names, err := reader.List(ctx, d.folder+"/")
		return err == nil && !slices.ContainsFunc(want, func(name string) bool { _, found := slices.BinarySearch(names, name); return !found })
	})
	for _, name := range want {
		wantRead(c.t, reader, name, d.acked[name])
	}
	if len(want) == 0 || !strings.HasSuffix(want[0], "0000000001.seg") {
		c.t.Errorf("%s: nothing acknowledged", d.folder)
	}
}
