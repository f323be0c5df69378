package dev.surefoot.server.traffic;

/** Whether the embedded proxy can be used. */
public sealed interface ProxyState {
    /**
     * It answers.
     *
     * @param pid of its process
     * @param started whether this call started it; else it was found running
     */
    record Up(long pid, boolean started) implements ProxyState {}

    /** It does not; {@code why} says what to look at. */
    record Down(String why) implements ProxyState {}
}
