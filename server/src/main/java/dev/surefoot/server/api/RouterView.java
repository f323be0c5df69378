package dev.surefoot.server.api;

import java.util.List;

/** What is said about the data plane of one service in one environment. */
public final class RouterView {
    private RouterView() {}

    /**
     * The configuration that it needs.
     *
     * @param shared what an HAProxy needs once
     * @param own what this service needs in this environment
     * @param maps files that must be there before HAProxy starts
     */
    public record Configuration(
            String service, String environment, String shared, String own, List<MapFile> maps) {}

    /** A file and what it holds at first; an existing one stays as it is. */
    public record MapFile(String path, String content) {}

    /**
     * Whether it is ready.
     *
     * @param ready nothing is missing, and it answers
     * @param reachable it answers
     */
    public record Check(
            String service,
            String environment,
            boolean ready,
            boolean reachable,
            List<CheckedView> findings) {}

    /**
     * One thing that was looked at.
     *
     * @param verdict OK, MISSING, UNSEEN or UNREACHABLE
     * @param fix the line to add or the thing to do; empty where nothing is
     */
    public record CheckedView(String verdict, String what, String detail, String fix) {}
}
