-- The standing A/A: what one hour said in one place. Either it was judged or it says why not.
CREATE TABLE aa_run (
    service     text             NOT NULL,
    environment text             NOT NULL,
    hour        timestamptz      NOT NULL CHECK (mod(extract(epoch FROM hour), 3600) = 0),
    span_from   timestamptz      NOT NULL,
    span_until  timestamptz      NOT NULL CHECK (span_from < span_until),
    alpha       double precision,
    phi         double precision CHECK (phi >= 1),
    quiet_from  double precision CHECK (quiet_from >= 1),
    instances   integer          CHECK (instances >= 2),
    canaries    integer          CHECK (canaries BETWEEN 1 AND instances - 1),
    requests    bigint,
    reason      text,
    PRIMARY KEY (service, environment, hour),
    CHECK (num_nulls(alpha, phi, quiet_from, instances, canaries, requests)
           = CASE WHEN reason IS NULL THEN 0 ELSE 6 END)
);
