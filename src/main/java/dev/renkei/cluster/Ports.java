package dev.renkei.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Knock at ports without credentials. */
public final class Ports {

    /** The API server's insecure port, and the kubelet's read-only port: once open by default, never to be seen again. */
    public static final List<Integer> INSECURE = List.of(8080, 10255);

    /** The kubelet's own port, which demands credentials. */
    public static final int KUBELET = 10250;

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private Ports() {}

    /** List the insecure ports, and one that is to be open, so that the closed ones tell something. */
    public static List<Integer> insecureBeside(int open) {
        return Stream.concat(INSECURE.stream(), Stream.of(open)).toList();
    }

    /** Say whether somebody accepts a TCP connection at {@code host:port}. */
    public static boolean open(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(TIMEOUT.toMillis()));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
