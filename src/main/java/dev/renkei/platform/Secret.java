package dev.renkei.platform;

import java.util.Objects;

/** Holds a text that must not be shown: it prints as {@code ***}. */
public final class Secret {
    private final String text;

    /** Hide a text, which must not be null. */
    public Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /** Give the text to whoever must send it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
