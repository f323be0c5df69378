package dev.surefoot.postgres;

/** Why an embedded PostgreSQL was not started; the message beside it says what to do next. */
public enum Reason {
    /** The data directory was written by another major version; nothing was changed. */
    WRONG_VERSION,
    /** The place of the data directory holds something that is no PostgreSQL cluster. */
    NOT_A_DATABASE,
    /** There is a cluster, but the file with its password is gone or empty. */
    PASSWORD_LOST,
    /** No binaries are bundled for this platform, or the given directory holds none. */
    NO_BINARIES,
    /** The binaries are there but do not run on this machine. */
    UNUSABLE_BINARIES,
    /** We run as root, and neither a user namespace nor an unprivileged account can be had. */
    ROOT_NOT_POSSIBLE,
    /** A file or folder may not be read, written or entered. */
    NO_PERMISSION,
    /** No space is left on the device. */
    DISK_FULL,
    /** Another program listens on the port that was asked for. */
    PORT_IN_USE,
    /** Our server runs, but on another port than the one asked for. */
    OTHER_PORT,
    /** A live server holds the directory and does not prove that it is ours. */
    NOT_OURS,
    /**
     * It was not ready within the start timeout; if still recovering it goes on, see the message.
     */
    TIMED_OUT,
    /** PostgreSQL refused to start for another reason; the message quotes it. */
    FAILED
}
