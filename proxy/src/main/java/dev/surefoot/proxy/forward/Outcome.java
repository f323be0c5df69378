package dev.surefoot.proxy.forward;

/** How an attempt on an instance ended; each attempt has exactly one. */
enum Outcome {
    /** The whole response was read, its status below 500. */
    SERVED,
    /** Status 500 or above, closed or reset before or within the response, or no answer in time. */
    ERROR,
    /** No connection: nothing was sent. An error of the instance. */
    CONNECT_FAILED,
    /** The client left or stalled; says nothing about the instance, so no error. */
    CLIENT_ABORT
}
