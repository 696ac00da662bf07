package dev.renkei.actor;

import java.util.List;

/**
 * Hold what one search of the platform's logs found, with {@code ***} in place of what was sought.
 *
 * @param planted the lines that hold the planted word, by which it is seen that the search finds what is there
 * @param secrets the lines that hold a secret
 */
public record LogSearch(List<String> planted, List<String> secrets) {

    /** Copy the lists. */
    public LogSearch {
        planted = List.copyOf(planted);
        secrets = List.copyOf(secrets);
    }
}
