package dev.renkei.jenkins;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step that a build came to.
 *
 * @param name such as {@code sh}
 * @param values what is given to it without a name
 * @param named what is given to it by name
 * @param stage the stage in which it stands
 * @param platform the cell's platform; empty outside the matrix
 * @param agent the label of the agent that runs it; empty when none does
 * @param environment the variables that it sees
 * @param secrets those of them that come from Jenkins' credentials
 */
record Step(
        String name,
        List<Object> values,
        Map<String, Object> named,
        String stage,
        String platform,
        String agent,
        Map<String, String> environment,
        Set<String> secrets) {

    /** Give the text that it is about: a line of shell, the name of a stash, a message. */
    String text() {
        return String.valueOf(values.isEmpty() ? named.getOrDefault("script", named) : values.get(0));
    }

    /** Tell whether it is a line of shell that holds this. */
    boolean isShell(String part) {
        return name.equals("sh") && text().contains(part);
    }
}
