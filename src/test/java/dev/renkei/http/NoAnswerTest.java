package dev.renkei.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.NoHttpResponseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoAnswerTest {

    private static final String URL = "https://10.0.0.1:5000";

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("unknown host name", new UnknownHostException("nowhere")),
                Arguments.of("unknown host name", caused(new ConnectException(), new UnresolvedAddressException())),
                Arguments.of("timed out", new SocketTimeoutException("Read timed out")),
                Arguments.of("timed out", new HttpTimeoutException("request timed out")),
                Arguments.of("connection refused", new ConnectException("Connection refused (Connection refused)")),
                Arguments.of("connection refused", caused(new ConnectException(), new ClosedChannelException())),
                Arguments.of("Network is unreachable", new ConnectException("Network is unreachable")),
                Arguments.of("No route to host", new NoRouteToHostException("No route to host")),
                Arguments.of("the connection was closed before the answer", new EOFException("EOF")),
                Arguments.of(
                        "the connection was closed before the answer",
                        new NoHttpResponseException("10.0.0.1:5000 failed to respond")),
                Arguments.of(
                        "no TLS connection: Unsupported or unrecognized SSL message",
                        new SSLException("Unsupported or unrecognized SSL message")),
                Arguments.of("java.io.IOException", new IOException()));
    }

    static Stream<Arguments> distrusts() {
        return Stream.of(
                Arguments.of(
                        "its certificate is not signed by anybody who is trusted",
                        caused(new CertificateException("PKIX"), new CertPathBuilderException("unable to find"))),
                Arguments.of(
                        "its certificate is not accepted: signature check failed",
                        caused(
                                new CertificateException("PKIX"),
                                new CertPathValidatorException("signature check failed"))),
                Arguments.of(
                        "its certificate has expired",
                        caused(new CertificateException("PKIX"), new CertificateExpiredException("NotAfter"))),
                Arguments.of(
                        "its certificate is not for this host name",
                        new CertificateException("No subject alternative names matching IP address 10.0.0.1 found")),
                Arguments.of("its certificate is not for this host name", new SSLPeerUnverifiedException("10.0.0.1")));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @DisplayName("What a client reports of a connection becomes one plain reason")
    void trouble(String reason, Exception failure) {
        var noAnswer = NoAnswer.of(URL, new IllegalStateException("An error has occurred.", failure));

        assertThat(noAnswer).hasMessage(URL + " gave no answer: " + reason);
        assertThat(noAnswer.reason()).isEqualTo(reason);
        assertThat(noAnswer.untrusted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("distrusts")
    @DisplayName("A certificate that is not accepted is told apart from a server that is not there")
    void distrust(String reason, Exception failure) {
        var noAnswer = NoAnswer.of(URL, caused(new SSLHandshakeException("PKIX path building failed"), failure));

        assertThat(noAnswer.reason()).isEqualTo(reason);
        assertThat(noAnswer.untrusted()).isTrue();
    }

    @Test
    @DisplayName("A client's failure that is none of the connection is no missing answer")
    void causedBy() {
        assertThat(NoAnswer.causedBy(new IllegalStateException(new EOFException())))
                .isTrue();
        assertThat(NoAnswer.causedBy(new IllegalStateException("400 Bad Request")))
                .isFalse();
    }

    private static Exception caused(Exception failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
