package dev.renkei.cloud;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Name something in Keystone that an administrator made.
 *
 * @param id its id in Keystone
 */
public record IdentityObject(Kind kind, String id, String name) {

    static IdentityObject read(Kind kind, JsonNode json) {
        return new IdentityObject(
                kind, json.path("id").asText(), json.path("name").asText());
    }

    /** What there is to make, in the order in which it is removed: who uses comes before what is used. */
    public enum Kind {
        USER("user"),
        GROUP("group"),
        PROJECT("project"),
        DOMAIN("domain");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Give the word for one of them, as Keystone writes it. */
        public String label() {
            return label;
        }

        String collection() {
            return "/" + label + "s";
        }
    }
}
