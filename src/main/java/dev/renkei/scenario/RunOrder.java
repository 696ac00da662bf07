package dev.renkei.scenario;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Let scenarios that may run beside others begin first, those that run alone follow, and {@link Last} ones come last.
 * JUnit runs isolated classes when all others have ended, in this order.
 */
public final class RunOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.<ClassDescriptor>comparingInt(RunOrder::rank)
                        .thenComparing(descriptor -> descriptor.getTestClass().getName()));
    }

    private static int rank(ClassDescriptor descriptor) {
        if (descriptor.isAnnotated(Last.class)) {
            return 2;
        }
        return descriptor.isAnnotated(Isolated.class) ? 1 : 0;
    }
}
