package dev.renkei.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Make a test class with one test method the scenario of this id; its contract is {@code scenarios/ID/scenario.yaml}.
 *
 * <p>The method's parameters say who acts: {@link dev.renkei.actor.Tenant}, a second one marked {@link Another},
 * {@link dev.renkei.actor.Administrator}, {@link dev.renkei.actor.Stranger}; and what is needed beside them.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ScenarioExtension.class)
public @interface Scenario {

    /** The id, such as {@code volumes/detached-on-delete}. */
    String value();
}
