package dev.renkei.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Isolated;

/** Run a scenario alone, when all others have ended and cleaned up. */
@Documented
@Isolated
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Last {}
