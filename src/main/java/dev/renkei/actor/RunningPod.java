package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.stream.Collectors;

/** Hold a ready nginx pod, and look into it. */
public final class RunningPod {

    private static final String ROOT = "/usr/share/nginx/html";

    private final Scene scene;
    private final Tenant tenant;
    private final Pod pod;

    RunningPod(Scene scene, Tenant tenant, Pod pod) {
        this.scene = scene;
        this.tenant = tenant;
        this.pod = pod;
    }

    /** Give the pod's name. */
    public String name() {
        return pod.getMetadata().getName();
    }

    /** Give the node that the pod runs on. */
    public String node() {
        return pod.getSpec().getNodeName();
    }

    /** Write a line into a file on the volume, and see it through to the disk. */
    public void write(String file, String line) {
        exec("write " + file, "printf '%%s\\n' '%s' >%s/%s && sync".formatted(line, ROOT, file));
    }

    /** Read a file of the volume; empty when the file is not there. */
    public String read(String file) {
        return exec("read " + file, "[ ! -e %1$s ] || cat %1$s".formatted(ROOT + "/" + file))
                .strip();
    }

    /** Write {@code mebibytes} MiB of random bytes into a file on the volume, fsynced, and give their SHA-256. */
    public String writeRandom(String file, int mebibytes) {
        exec(
                "write %d MiB of random bytes into %s".formatted(mebibytes, file),
                "dd if=/dev/urandom of=%s/%s bs=1M count=%d conv=fsync 2>/dev/null".formatted(ROOT, file, mebibytes));
        return checksum(file);
    }

    /** Give the SHA-256 of a file of the volume; empty when the file is not there. */
    public String checksum(String file) {
        return exec("checksum " + file, "sha256sum %s/%s 2>/dev/null | cut -d' ' -f1".formatted(ROOT, file))
                .strip();
    }

    /** Give the device that {@code df} shows for the volume's folder, such as {@code /dev/vdb}. */
    public String device() {
        return df()[0];
    }

    /** Give the size in KiB that {@code df} shows for the volume's folder. */
    public long sizeKib() {
        return Long.parseLong(df()[1]);
    }

    /** Fetch a path from nginx through the API server, as the tenant. */
    public Answer fetch(String path) {
        return tenant.get("/api/v1/namespaces/%s/pods/%s/proxy/%s"
                .formatted(pod.getMetadata().getNamespace(), name(), path));
    }

    /** Find those of {@code ports} at {@code host} that accept a TCP connection from the pod. */
    public List<Integer> openPorts(String host, List<Integer> ports) {
        var knock = ports.stream()
                .map(port -> "nc -w 3 %1$s %2$d </dev/null >/dev/null 2>&1 && echo %2$d;".formatted(host, port))
                .collect(Collectors.joining(" "));
        return exec("knock at %s of %s".formatted(ports, host), knock + " true")
                .lines()
                .map(line -> Integer.valueOf(line.strip()))
                .toList();
    }

    private String[] df() {
        var lines = exec("df", "df -kP " + ROOT).strip().split("\n");
        return lines[lines.length - 1].trim().split("\\s+");
    }

    private String exec(String what, String command) {
        return scene.trace()
                .step(
                        "pod %s: %s".formatted(name(), what),
                        () -> tenant.cluster().exec(pod, "sh", "-c", command));
    }
}
