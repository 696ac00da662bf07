package dev.renkei.cloud;

import dev.renkei.http.Tls;
import dev.renkei.platform.CloudEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Read whom an entry of clouds.yaml trusts. */
final class CloudTls {

    private CloudTls() {}

    static Tls of(CloudEntry account) {
        return account.verify() ? trusted(account) : Tls.unverified();
    }

    private static Tls trusted(CloudEntry account) {
        return account.cacert().map(CloudTls::read).orElseGet(Tls::installed);
    }

    private static Tls read(Path file) {
        try {
            var tls = Tls.trusting(Files.readString(file));
            tls.keyStore();
            return tls;
        } catch (IOException | IllegalArgumentException e) {
            throw new CloudRefusal("cacert %s, named in clouds.yaml, holds no readable certificate".formatted(file), e);
        }
    }
}
