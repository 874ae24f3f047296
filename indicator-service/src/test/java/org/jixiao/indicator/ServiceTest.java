package org.jixiao.indicator;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jixiao.platform.testing.StackResource;

/** A test of the running service, with a real PostgreSQL and a real broker that all such tests share. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServiceTest {}
