package dev.renkei.http;

import java.util.Map;

/** Send requests and give back the raw answers. */
public interface Exchange {

    /**
     * Send a request.
     *
     * @param contentType of the body; null when there is none
     * @param body the text to send; null for none
     * @throws NoAnswer when none comes
     */
    HttpAnswer send(String method, String url, Map<String, String> headers, String contentType, String body);
}
