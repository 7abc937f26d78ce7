package io.jaildeps.cli;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * Signals that come to this process. The JDK has no other way to tell which one it was than {@code sun.misc.Signal}, of
 * the module jdk.unsupported; by reflection, since javac warns of it and has no means to be told that it is meant.
 */
final class Signals {
    /** Those that ask a program to do something. The Java machine keeps QUIT and USR2 for itself. */
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM", "USR1", "WINCH");

    private Signals() {}

    /** Hands each to {@code receiver}, by its name without SIG, on a thread of its own; none ends this process any more. */
    static void to(Consumer<String> receiver) {
        try {
            for (String name : NAMES) {
                handle(name, receiver);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java machine keeps all signals for itself (-Xrs?)", e);
        }
    }

    private static void handle(String name, Consumer<String> receiver) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object passing = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        receiver.accept(name);
                    }
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), passing);
    }
}
