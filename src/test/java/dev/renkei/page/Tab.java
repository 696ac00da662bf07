package dev.renkei.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One tab of the browser, which notes what a page asked of the network and what it complained about. */
final class Tab {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Key codes as Windows numbers them, which is what the protocol asks for. */
    private static final Map<String, Integer> KEYS = Map.ofEntries(
            Map.entry("Tab", 9),
            Map.entry("Enter", 13),
            Map.entry("End", 35),
            Map.entry("Home", 36),
            Map.entry("ArrowLeft", 37),
            Map.entry("ArrowUp", 38),
            Map.entry("ArrowRight", 39),
            Map.entry("ArrowDown", 40));

    private final Browser browser;
    private final String session;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, CompletableFuture<Boolean>> loads = new ConcurrentHashMap<>();

    Tab(Browser browser, String session) {
        this.browser = browser;
        this.session = session;
        browser.listen(session, this::note);
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable");
        }
        send("Page.setLifecycleEventsEnabled", "enabled", true);
    }

    /** Forget what a test before left: no page, a screen of 1280 by 800 pixels, light. */
    Tab fresh() {
        load("about:blank");
        return size(1280, 800).media("screen", "light");
    }

    /** Load a file with this fragment ("" for none), and wait until it is loaded. */
    Tab open(Path file, String fragment) {
        // From one fragment of a page to another one nothing would be loaded.
        load("about:blank");
        complaints.clear();
        requests.clear();
        load(file.toUri() + fragment);
        return this;
    }

    private void load(String address) {
        String loader = send("Page.navigate", "url", address).get("loaderId").asText();
        Browser.await(loaded(loader), "load " + address);
    }

    /** The event may come before the answer that names the loader. */
    private CompletableFuture<Boolean> loaded(String loader) {
        return loads.computeIfAbsent(loader, key -> new CompletableFuture<>());
    }

    /** Have the viewport this many CSS pixels. */
    Tab size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                false);
        return this;
    }

    /** Look at it on "screen" or "print", and in "light" or "dark". */
    Tab media(String media, String scheme) {
        ObjectNode parameters = JSON.createObjectNode().put("media", media);
        parameters
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        browser.send(session, "Emulation.setEmulatedMedia", parameters);
        // The page hears of it with the next frame.
        evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
        return this;
    }

    /** Evaluate an expression, which may be a promise, in the page; what it throws is thrown. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                send("Runtime.evaluate", "expression", expression, "returnByValue", true, "awaitPromise", true);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.get("result").path("value");
    }

    String text(String expression) {
        return evaluate(expression).asText();
    }

    /** Evaluate an expression that gives an array of strings. */
    List<String> texts(String expression) {
        List<String> texts = new ArrayList<>();
        evaluate(expression).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Press keys by their names, one after the other, as a person would. */
    Tab press(String... keys) {
        for (String key : keys) {
            ObjectNode down = JSON.createObjectNode().put("key", key).put("code", key);
            down.put("windowsVirtualKeyCode", KEYS.get(key))
                    .put("type", key.equals("Enter") ? "keyDown" : "rawKeyDown");
            if (key.equals("Enter")) {
                down.put("text", "\r");
            }
            browser.send(session, "Input.dispatchKeyEvent", down);
            browser.send(session, "Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp"));
        }
        return this;
    }

    /** Get the name that a screen reader says for the element, as the browser computes it. */
    String accessibleName(String expression) {
        String object = send("Runtime.evaluate", "expression", expression)
                .at("/result/objectId")
                .asText();
        JsonNode nodes = send("Accessibility.getPartialAXTree", "objectId", object, "fetchRelatives", false)
                .get("nodes");
        return nodes.get(0).at("/name/value").asText();
    }

    /** List what went to the console as an error or a warning, and what was thrown. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** List every address that was asked for, the page's own included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Draw what the viewport shows, as PNG. */
    byte[] picture() {
        return Base64.getDecoder()
                .decode(send("Page.captureScreenshot", "format", "png")
                        .get("data")
                        .asText());
    }

    /** Print the page as PDF, A4 unless it says otherwise. */
    byte[] paper() {
        return Base64.getDecoder()
                .decode(send(
                                "Page.printToPDF",
                                "paperWidth",
                                8.27,
                                "paperHeight",
                                11.69,
                                "preferCSSPageSize",
                                true,
                                "printBackground",
                                false)
                        .get("data")
                        .asText());
    }

    private JsonNode send(String method, Object... parameters) {
        ObjectNode node = JSON.createObjectNode();
        for (int index = 0; index < parameters.length; index += 2) {
            node.set((String) parameters[index], JSON.valueToTree(parameters[index + 1]));
        }
        return browser.send(session, method, node);
    }

    private void note(JsonNode event) {
        JsonNode parameters = event.get("params");
        switch (event.get("method").asText()) {
            case "Page.lifecycleEvent" -> {
                if (parameters.get("name").asText().equals("load")) {
                    loaded(parameters.get("loaderId").asText()).complete(true);
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(parameters.at("/request/url").asText());
            case "Runtime.exceptionThrown" ->
                complaints.add(parameters.get("exceptionDetails").toString());
            case "Log.entryAdded" -> complaints.add(parameters.get("entry").toString());
            case "Runtime.consoleAPICalled" ->
                complaints.add(parameters.get("args").toString());
            default -> {
                // Nothing that a test asks for.
            }
        }
    }
}
