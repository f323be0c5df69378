-- How the judge's evidence grew: points for people to look at. No decision reads them. At most one
-- a second, and fewer the longer a promotion lasts.
CREATE TABLE judge_sample (
    promotion         uuid             NOT NULL REFERENCES promotion (id),
    at                timestamptz      NOT NULL,
    share_bp          integer          NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
    canary_requests   bigint           NOT NULL,
    canary_errors     bigint           NOT NULL,
    baseline_requests bigint           NOT NULL,
    baseline_errors   bigint           NOT NULL,
    log_worse         double precision NOT NULL,
    log_fit           double precision NOT NULL,
    PRIMARY KEY (promotion, at)
);
