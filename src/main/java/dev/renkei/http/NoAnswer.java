package dev.renkei.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.NoHttpResponseException;

/** Say that a server gave no answer at all to a request, and why, in one line. */
public final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean untrusted;

    private NoAnswer(String url, String reason, boolean untrusted, Throwable cause) {
        super("%s gave no answer: %s".formatted(url, reason), cause);
        this.reason = reason;
        this.untrusted = untrusted;
    }

    /** Say why {@code url} gave no answer, by the failure that a client reported. */
    public static NoAnswer of(String url, Throwable failure) {
        var causes = causes(failure);
        return distrust(causes)
                .map(reason -> new NoAnswer(url, reason, true, failure))
                .orElseGet(() -> new NoAnswer(url, trouble(causes), false, failure));
    }

    /** Say whether a failure that a client reported means that no answer came. */
    public static boolean causedBy(Throwable failure) {
        return causes(failure).stream().anyMatch(IOException.class::isInstance);
    }

    /** Give the reason alone, such as {@code connection refused}. */
    public String reason() {
        return reason;
    }

    /** Say whether the server was there, and was not trusted. */
    public boolean untrusted() {
        return untrusted;
    }

    private static Optional<String> distrust(List<Throwable> causes) {
        if (any(causes, CertificateExpiredException.class)) {
            return Optional.of("its certificate has expired");
        }
        if (any(causes, CertPathBuilderException.class)) {
            return Optional.of("its certificate is not signed by anybody who is trusted");
        }
        if (any(causes, CertPathValidatorException.class)) {
            return Optional.of("its certificate is not accepted: "
                    + said(causes, CertPathValidatorException.class).orElse("no reason given"));
        }
        if (any(causes, SSLPeerUnverifiedException.class)
                || any(causes, CertificateException.class)
                || causes.stream().anyMatch(NoAnswer::misnamed)) {
            return Optional.of("its certificate is not for this host name");
        }
        return Optional.empty();
    }

    // RestAssured's client has no class of its own for it.
    private static boolean misnamed(Throwable cause) {
        return cause instanceof SSLException
                && String.valueOf(cause.getMessage()).contains("doesn't match");
    }

    private static String trouble(List<Throwable> causes) {
        if (any(causes, UnknownHostException.class) || any(causes, UnresolvedAddressException.class)) {
            return "unknown host name";
        }
        if (any(causes, SocketTimeoutException.class) || any(causes, HttpTimeoutException.class)) {
            return "timed out";
        }
        // Java's own client says no more than this type, and gives a closed channel as its cause.
        if (any(causes, ConnectException.class)) {
            return said(causes, ConnectException.class).orElse("connection refused");
        }
        if (any(causes, EOFException.class)
                || any(causes, ClosedChannelException.class)
                || any(causes, NoHttpResponseException.class)) {
            return "the connection was closed before the answer";
        }
        return (any(causes, SSLException.class) ? "no TLS connection: " : "")
                + said(causes, IOException.class)
                        .orElseGet(() -> causes.get(causes.size() - 1).toString());
    }

    // The innermost of a kind says it without repeating addresses: "Connection refused", "Network is unreachable".
    private static Optional<String> said(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream()
                .filter(type::isInstance)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .flatMap(message -> message.lines().findFirst())
                .map(message -> message.toLowerCase(Locale.ROOT).contains("connection refused")
                        ? "connection refused"
                        : message);
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .toList();
    }
}
