package dev.renkei.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Make a test class with one test method the scenario of this id; its contract is {@code scenarios/ID/scenario.yaml}. It runs once on
 * each platform that was asked for.
 *
 * <p>The method's parameters say who acts: {@link dev.renkei.actor.Tenant}, a second one marked {@link Another},
 * {@link dev.renkei.actor.Administrator}, {@link dev.renkei.actor.Stranger}; and what is needed beside them.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachPlatform.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface Scenario {

    /** The id, such as {@code volumes/detached-on-delete}. */
    String value();
}
