package dev.renkei.evidence;

import dev.renkei.platform.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Take secrets out of texts before they reach a file, a report or the console. */
public final class Redactor {

    private static final String HIDDEN = "***";
    private static final int SHORTEST = 4;
    // A value in quotes of any kind, also inside of a text that is quoted itself, or a bare word.
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\\\+\"(?:(?!\\\\+\").)*\\\\+\"";
    private static final String VALUE = "(?:" + QUOTED + "|[^\\s\"',}\\\\]+)";
    private static final String IS = "(?:\\\\*[\"'])?\\s*[:=]\\s*";
    // What the run never met itself: tokens of Keystone and of Kubernetes, what stands in a header that carries one,
    // passwords by their names, and those in the URLs of databases and message brokers.
    private static final Pattern FERNET = Pattern.compile("gAAAAA[A-Za-z0-9_=-]{20,}");
    private static final Pattern JSON_WEB_TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+");
    private static final Pattern HEADER = Pattern.compile("(?i)((?:x-auth-token|x-subject-token)" + IS + ")" + VALUE);
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)(authorization(?:\\\\*[\"'])?\\s*[:=]\\s*(?:\\\\*[\"'])?)(?:(?:bearer|basic|negotiate)\\s+)?[^\\s\"',}\\\\]+");
    private static final Pattern PASSWORD = Pattern.compile("(?i)((?:password|passwd|adminpass)" + IS + ")" + VALUE);
    // As Keystone writes that of an application credential. Bare words stay, as Kubernetes calls volumes so.
    private static final Pattern SECRET =
            Pattern.compile("(?i)(\\\\*[\"']secret\\\\*[\"']\\s*[:=]\\s*)(?:" + QUOTED + ")");
    private static final Pattern URL = Pattern.compile("(://[^/\\s:@\"']+:)[^/\\s@\"']+@");

    private final Collection<Secret> secrets;

    /** Take out what is among {@code secrets} by then, and whatever looks like a token or a password. */
    public Redactor(Collection<Secret> secrets) {
        this.secrets = secrets;
    }

    /** Give {@code text} without secrets; null for null. */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        var redacted = text;
        for (var secret : longestFirst()) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        redacted = FERNET.matcher(redacted).replaceAll(HIDDEN);
        redacted = JSON_WEB_TOKEN.matcher(redacted).replaceAll(HIDDEN);
        redacted = HEADER.matcher(redacted).replaceAll("$1" + HIDDEN);
        redacted = AUTHORIZATION.matcher(redacted).replaceAll("$1" + HIDDEN);
        redacted = PASSWORD.matcher(redacted).replaceAll("$1" + HIDDEN);
        redacted = SECRET.matcher(redacted).replaceAll("$1" + HIDDEN);
        return URL.matcher(redacted).replaceAll("$1" + HIDDEN + "@");
    }

    // A secret may be the beginning of another one, whose end would stay; and in JSON it may be written with escapes.
    private List<String> longestFirst() {
        return secrets.stream()
                .map(Secret::reveal)
                // A secret of a few letters would tear harmless words apart, and is none that a platform would accept.
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(
                        secret -> Stream.of(secret, secret.replace("\\", "\\\\").replace("\"", "\\\"")))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }
}
