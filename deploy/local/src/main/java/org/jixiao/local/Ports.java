package org.jixiao.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_768;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * The port itself, or for 0 one that was free a moment ago and that no caller of this JVM was given before. It lies below
     * those that the system gives to outgoing connections: one of them could take it before our server does.
     */
    static int orFree(int port) {
        if (port != 0) {
            return port;
        }
        int free;
        do {
            free = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        } while (taken(free) || !GIVEN.add(free));
        return free;
    }

    /** Whether somebody listens there already, on the loopback address or on all of them. */
    static boolean taken(int port) {
        return !bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                || !bindable(new InetSocketAddress(port));
    }

    private static boolean bindable(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
