package org.jixiao.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Puts something of a test's own around the calls that go to a real client. */
public interface Around {

    /** What the real client does. */
    interface Call {
        Object proceed() throws Throwable;
    }

    /** Called for every method; returns what the caller gets. */
    Object call(String method, Object[] arguments, Call real) throws Throwable;

    /** The real client with this around it. */
    static <T> T each(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> around.call(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
