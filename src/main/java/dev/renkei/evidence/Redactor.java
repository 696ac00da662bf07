package dev.renkei.evidence;

import dev.renkei.platform.Secret;
import java.util.Collection;
import java.util.regex.Pattern;

/** Take secrets out of texts before they reach a file, a report or the console. */
public final class Redactor {

    private static final String HIDDEN = "***";
    // Tokens that the run never met itself: Keystone's Fernet tokens, and whatever stands in a header that carries one.
    private static final Pattern FERNET = Pattern.compile("gAAAAA[A-Za-z0-9_=-]{20,}");
    private static final Pattern HEADER = Pattern.compile(
            "(?i)((?:x-auth-token|x-subject-token|authorization)[\"']?\\s*[:=]\\s*[\"']?(?:bearer\\s+)?)[^\\s\"',}]+");
    private static final Pattern PASSWORD = Pattern.compile("(?i)(\"?password\"?\\s*[:=]\\s*\"?)[^\\s\"',}]+");

    private final Collection<Secret> secrets;

    /** Take out {@code secrets}, and whatever looks like a token or a password. */
    public Redactor(Collection<Secret> secrets) {
        this.secrets = secrets;
    }

    /** Give {@code text} without secrets; null for null. */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        var redacted = text;
        for (var secret : secrets) {
            // A secret of a few letters would tear harmless words apart, and is none that a platform would accept.
            if (secret.reveal().length() >= 4) {
                redacted = redacted.replace(secret.reveal(), HIDDEN);
            }
        }
        redacted = FERNET.matcher(redacted).replaceAll(HIDDEN);
        redacted = HEADER.matcher(redacted).replaceAll("$1" + HIDDEN);
        return PASSWORD.matcher(redacted).replaceAll("$1" + HIDDEN);
    }
}
