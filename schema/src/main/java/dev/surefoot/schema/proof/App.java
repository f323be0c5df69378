package dev.surefoot.schema.proof;

/** Which version of an application a trial is about. */
public enum App {
    /** The one that runs now. */
    OLD,
    /** The one that the change is made for. */
    NEW
}
