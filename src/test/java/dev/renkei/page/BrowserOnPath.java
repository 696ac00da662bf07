package dev.renkei.page;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Tab} of the one browser that all tests share. Where the PATH has none, the tests are aborted and say
 * so, unless {@code -Dbrowser=required}: then they fail.
 */
final class BrowserOnPath implements BeforeEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(BrowserOnPath.class);

    /** Started by the first test that asks, closed after the last test of all. */
    private record Shared(Optional<Browser> browser) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (browser.isPresent()) {
                browser.get().close();
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent("browser", key -> new Shared(Browser.start()), Shared.class);
        if (shared.browser().isEmpty() && "required".equals(System.getProperty("browser"))) {
            throw new IllegalStateException("no browser on the PATH, and -Dbrowser=required");
        }
        Assumptions.assumeTrue(
                shared.browser().isPresent(), "no browser on the PATH: install chromium to run this test");
        context.getStore(OURS).put("tab", shared.browser().get().tab());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).get("tab");
    }
}
