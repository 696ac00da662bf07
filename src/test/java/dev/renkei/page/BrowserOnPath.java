package dev.renkei.page;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test the one {@link Tab} of the one browser that all tests share. Where the PATH has none, the tests are aborted and
 * say so, unless {@code -Dbrowser=required}: then they fail.
 */
final class BrowserOnPath implements BeforeEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(BrowserOnPath.class);

    /** Started by the first test that asks, closed after the last test of all; without a browser both are null. */
    private record Shared(Browser browser, Tab tab) implements AutoCloseable {
        static Shared start() {
            return Browser.start()
                    .map(browser -> new Shared(browser, browser.tab()))
                    .orElseGet(() -> new Shared(null, null));
        }

        @Override
        public void close() throws IOException {
            if (browser != null) {
                browser.close();
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean there = shared(context).tab() != null;
        if (!there && "required".equals(System.getProperty("browser"))) {
            throw new IllegalStateException("no browser on the PATH, and -Dbrowser=required");
        }
        Assumptions.assumeTrue(there, "no browser on the PATH: install chromium to run this test");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).tab().fresh();
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot().getStore(OURS).getOrComputeIfAbsent("browser", key -> Shared.start(), Shared.class);
    }
}
