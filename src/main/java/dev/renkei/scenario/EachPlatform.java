package dev.renkei.scenario;

import dev.renkei.platform.Platforms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Run a scenario's class once for each platform that {@code -Dplatform} names. */
final class EachPlatform implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(Scenario.class);
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        return Platforms.here().each().stream().map(Platforms::asked).map(On::new);
    }

    private record On(String platform) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocation) {
            return platform;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new ScenarioExtension(platform));
        }
    }
}
