--
-- PostgreSQL database dump
--

\restrict U0dwc1MLGewHEhQM1IreadgJRiLFwQ4zyYLekXEQhuk7ANAwddcm7Xv63DPmS2S

-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit_chain(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_chain() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE last audit;
BEGIN
    PERFORM pg_advisory_xact_lock(7041965);
    SELECT * INTO last FROM audit ORDER BY id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.written_at := clock_timestamp();
    NEW.previous := coalesce(last.hash, '');
    NEW.hash := audit_hash(NEW);
    RETURN NEW;
END $$;


--
-- Name: audit_field(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_field(value text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT octet_length(value) || ':' || value
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    id bigint NOT NULL,
    visit_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    act text NOT NULL,
    detail jsonb NOT NULL,
    written_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL
);


--
-- Name: audit_hash(public.audit); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_hash(entry public.audit) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT encode(sha256(convert_to(
        audit_field(entry.previous) || audit_field(entry.id::text) || audit_field(entry.visit_id)
        || audit_field(audit_instant(entry.at)) || audit_field(entry.by) || audit_field(entry.act)
        || audit_field(entry.detail::text) || audit_field(audit_instant(entry.written_at)),
        'UTF8')), 'hex')
$$;


--
-- Name: audit_instant(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_instant(value timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
$$;


--
-- Name: audit_is_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END $$;


--
-- Name: certificates_stay(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.certificates_stay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a certificate of disposal is not changed';
END $$;


--
-- Name: adjustments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.adjustments (
    number bigint NOT NULL,
    visit_id text NOT NULL,
    milestone text NOT NULL,
    was timestamp with time zone NOT NULL,
    now timestamp with time zone NOT NULL,
    reason text NOT NULL,
    made_by text NOT NULL,
    made_at timestamp with time zone NOT NULL
);


--
-- Name: adjustments_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.adjustments ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.adjustments_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: audit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: certificates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.certificates (
    visit_id text NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    sha256 text NOT NULL,
    made_at timestamp with time zone NOT NULL
);


--
-- Name: destroyed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.destroyed (
    number bigint NOT NULL,
    visit_id text NOT NULL,
    kind text NOT NULL,
    place text NOT NULL,
    key_hash text NOT NULL,
    version_id text NOT NULL,
    size bigint NOT NULL,
    is_marker boolean NOT NULL,
    sha256 text,
    destroyed_at timestamp with time zone,
    certificate integer
);


--
-- Name: destroyed_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.destroyed ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.destroyed_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: extra_items; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.extra_items (
    visit_id text NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    reason text NOT NULL,
    words text[] NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp with time zone NOT NULL
);


--
-- Name: happenings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.happenings (
    visit_id text NOT NULL,
    event text NOT NULL,
    happened_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);


--
-- Name: held_documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.held_documents (
    submission_id text NOT NULL,
    visit_id text NOT NULL,
    found jsonb NOT NULL,
    held_at timestamp with time zone NOT NULL,
    decision text,
    reason text,
    decided_by text,
    decided_at timestamp with time zone
);


--
-- Name: inspectors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inspectors (
    visit_id text NOT NULL,
    login text NOT NULL
);


--
-- Name: milestones; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.milestones (
    visit_id text NOT NULL,
    id text NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    due timestamp with time zone NOT NULL,
    local text NOT NULL,
    calendar text NOT NULL,
    adjusted boolean NOT NULL,
    reached_at timestamp with time zone
);


--
-- Name: name_prints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.name_prints (
    visit_id text NOT NULL,
    print text NOT NULL
);


--
-- Name: not_held; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.not_held (
    visit_id text NOT NULL,
    item text NOT NULL,
    submission_id text NOT NULL,
    sender text DEFAULT ''::text NOT NULL
);


--
-- Name: packs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.packs (
    visit_id text NOT NULL,
    kind text NOT NULL,
    version integer NOT NULL,
    fingerprint text NOT NULL,
    is_final boolean NOT NULL,
    manifest_sha256 text,
    published_at timestamp with time zone
);


--
-- Name: partners; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners (
    visit_id text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    items text[] NOT NULL,
    removed_at timestamp with time zone
);


--
-- Name: problem_counts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.problem_counts (
    submission_id text NOT NULL,
    "position" integer NOT NULL,
    rule text NOT NULL,
    severity text NOT NULL,
    field text,
    count integer NOT NULL
);


--
-- Name: provider_visits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.provider_visits (
    number bigint NOT NULL,
    visit_id text NOT NULL,
    names text[] NOT NULL,
    made_by text NOT NULL,
    made_at timestamp with time zone NOT NULL
);


--
-- Name: provider_visits_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.provider_visits ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.provider_visits_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: selections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.selections (
    number bigint NOT NULL,
    visit_id text NOT NULL,
    codes text[] NOT NULL,
    made_by text NOT NULL,
    made_at timestamp with time zone NOT NULL
);


--
-- Name: selections_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.selections ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.selections_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sent_mails; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sent_mails (
    key text NOT NULL,
    visit_id text,
    sent_to text NOT NULL,
    sent_at timestamp with time zone NOT NULL
);


--
-- Name: submission_items; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.submission_items (
    submission_id text NOT NULL,
    "position" integer NOT NULL,
    item text NOT NULL,
    status text NOT NULL,
    rows integer NOT NULL,
    checks_run integer NOT NULL,
    must_fix integer NOT NULL,
    please_check integer NOT NULL,
    not_held text[] NOT NULL,
    staged_key text
);


--
-- Name: submissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.submissions (
    id text NOT NULL,
    visit_id text NOT NULL,
    number integer NOT NULL,
    key_hash text NOT NULL,
    version_id text NOT NULL,
    size bigint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    status text NOT NULL,
    sha256 text,
    kind text,
    reason text,
    late_by interval,
    reply_prefix text,
    answered_at timestamp with time zone,
    sender text DEFAULT ''::text NOT NULL,
    name_hash text NOT NULL
);


--
-- Name: survey_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.survey_links (
    visit_id text NOT NULL,
    audience text NOT NULL,
    link text NOT NULL
);


--
-- Name: survey_responses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.survey_responses (
    visit_id text NOT NULL,
    audience text NOT NULL,
    counted_on date NOT NULL,
    responses integer NOT NULL
);


--
-- Name: upload_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.upload_links (
    token_hash text NOT NULL,
    visit_id text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    sender text DEFAULT ''::text NOT NULL
);


--
-- Name: visits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.visits (
    id text NOT NULL,
    framework text NOT NULL,
    la_code text NOT NULL,
    la_name text NOT NULL,
    notified date NOT NULL,
    lano_email text NOT NULL,
    lead_inspector_email text NOT NULL,
    on_site_days integer NOT NULL,
    clock jsonb,
    status text NOT NULL,
    is_rehearsal boolean NOT NULL,
    items text[] DEFAULT '{}'::text[] NOT NULL,
    timeline integer DEFAULT 1 NOT NULL
);


--
-- Data for Name: adjustments; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0011');


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (1, '999-ap-20230327', '2023-03-27 09:00:00.606181+00', 'data team', 'visit registered', '{}', '2026-11-27 06:16:59.816131+00', '', '8936ac609faed2e7e1d344fd217e94a6cbce536ad2ed30ed840f8b824a8caf87');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (2, '999-ap-20230327', '2023-03-27 09:00:00.753832+00', 'pipeline', 'store access issued', '{"for": "la"}', '2026-11-27 06:16:59.91048+00', '8936ac609faed2e7e1d344fd217e94a6cbce536ad2ed30ed840f8b824a8caf87', '4cec1749a34d9e3fdaa74e0bfc497009d47968cde316d1a9d8a3ab654c3627dd');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (3, '999-ap-20230327', '2023-03-27 09:00:00.764759+00', 'pipeline', 'store access issued', '{"for": "inspectors"}', '2026-11-27 06:16:59.921615+00', '4cec1749a34d9e3fdaa74e0bfc497009d47968cde316d1a9d8a3ab654c3627dd', '83b982b2b23c570ae005cefceb355245558acc431992de0be4fc5daea35d8c70');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (4, '999-ap-20230327', '2023-03-27 09:00:00.778619+00', 'pipeline', 'store access issued', '{"for": "tracking-team"}', '2026-11-27 06:16:59.935809+00', '83b982b2b23c570ae005cefceb355245558acc431992de0be4fc5daea35d8c70', '53ce65c7574fa88e1f68604db0c76e7e7dc944ae7a9af85be9118ad6b9d94e18');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (5, '999-ap-20230327', '2023-03-27 09:00:00.787325+00', 'pipeline', 'visit moved', '{"to": "open", "from": "registered"}', '2026-11-27 06:16:59.947978+00', '53ce65c7574fa88e1f68604db0c76e7e7dc944ae7a9af85be9118ad6b9d94e18', '85cf16692bce1852bf00a7b926d2819344f91bff7797f83945c4d0e48ebd6085');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (6, '999-ap-20230327', '2023-03-27 09:00:00.849421+00', 'visit-exchange', 'upload received', '{"number": 1, "submission": "999-ap-20230327/1"}', '2026-11-27 06:17:00.324945+00', '85cf16692bce1852bf00a7b926d2819344f91bff7797f83945c4d0e48ebd6085', 'f659a4fe177daaaf09c475a96e45eb9e00c79f412e711315ab4286f96ebe58d9');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (7, '999-ap-20230327', '2023-03-27 09:00:01.263912+00', 'visit-exchange', 'upload moved', '{"to": "screened", "from": "received", "submission": "999-ap-20230327/1"}', '2026-11-27 06:17:00.424796+00', 'f659a4fe177daaaf09c475a96e45eb9e00c79f412e711315ab4286f96ebe58d9', '038b3f269f0559c5709b9b7bc88e477c30f6b5d28685389a4f813d6fd58ab262');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (8, '999-ap-20230327', '2023-03-27 09:00:08.444638+00', 'visit-exchange', 'upload moved', '{"to": "accepted", "from": "screened", "submission": "999-ap-20230327/1"}', '2026-11-27 06:17:07.620003+00', '038b3f269f0559c5709b9b7bc88e477c30f6b5d28685389a4f813d6fd58ab262', '37187319965cf3043e718ba6b65b171a08a35f6dbca5ded0409c121fd36e3312');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (9, '999-ap-20230327', '2023-03-27 09:00:08.543931+00', 'visit-exchange', 'upload answered', '{"submission": "999-ap-20230327/1"}', '2026-11-27 06:17:07.798817+00', '37187319965cf3043e718ba6b65b171a08a35f6dbca5ded0409c121fd36e3312', 'cb313a2ee1f42e818c899a301df38947e4a3fda5d0d0403d40138a54edf7f352');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (10, '999-ap-20230327', '2023-03-27 09:00:07.849421+00', 'visit-exchange', 'upload received', '{"number": 2, "submission": "999-ap-20230327/2"}', '2026-11-27 06:17:07.953152+00', 'cb313a2ee1f42e818c899a301df38947e4a3fda5d0d0403d40138a54edf7f352', '9a3c31aad91c990ec137458719a7f387318e96dc93c0c41ce66518666fff418e');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (11, '999-ap-20230327', '2023-03-27 09:00:08.987936+00', 'visit-exchange', 'upload moved', '{"to": "screened", "from": "received", "submission": "999-ap-20230327/2"}', '2026-11-27 06:17:08.256314+00', '9a3c31aad91c990ec137458719a7f387318e96dc93c0c41ce66518666fff418e', 'b940752da20d86c14da5ae01b4089b92dce63b3f96822209be9c2beb85674932');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (12, '999-ap-20230327', '2023-03-27 09:00:10.157182+00', 'visit-exchange', 'upload moved', '{"to": "must_fix", "from": "screened", "submission": "999-ap-20230327/2"}', '2026-11-27 06:17:09.512468+00', 'b940752da20d86c14da5ae01b4089b92dce63b3f96822209be9c2beb85674932', 'cbf720c39496a09a7fa24f5f0fbf20246b55dea278e4d1c3ee5ee0b38704a554');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (13, '999-ap-20230327', '2023-03-27 09:00:10.529964+00', 'visit-exchange', 'upload answered', '{"submission": "999-ap-20230327/2"}', '2026-11-27 06:17:09.691881+00', 'cbf720c39496a09a7fa24f5f0fbf20246b55dea278e4d1c3ee5ee0b38704a554', '4540407ec33ea2dd473b978589c90106d0598c15199e8932e8d2db87ea4396c2');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (14, '999-ap-20230327', '2023-03-27 09:00:10.849574+00', 'visit-exchange', 'pack published', '{"kind": "returns", "version": 1}', '2026-11-27 06:17:11.902912+00', '4540407ec33ea2dd473b978589c90106d0598c15199e8932e8d2db87ea4396c2', '6a048b27c5c95e6a851bc8f3837b38e0d65d0794a5c2db235e251cdbb533978d');
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES (15, '999-ap-20230327', '2023-03-27 09:00:12.849421+00', 'visit-exchange', 'upload received', '{"number": 3, "submission": "999-ap-20230327/3"}', '2026-11-27 06:17:12.079068+00', '6a048b27c5c95e6a851bc8f3837b38e0d65d0794a5c2db235e251cdbb533978d', '0b582e3a8f3dd272283a787eb81314d066f082be71471b93687d615c992df27b');


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: destroyed; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: extra_items; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: happenings; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: held_documents; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inspectors; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: milestones; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.milestones VALUES ('999-ap-20230327', 'notification', 0, 'Visit notified and survey opens', '2023-03-26 23:00:00+00', '2023-03-27T00:00:00+01:00', 'holidays 0.109 GB-ENG', false, NULL);
INSERT INTO public.milestones VALUES ('999-ap-20230327', 'returns', 1, 'Lists and documents due', '2023-03-30 16:00:00+00', '2023-03-30T17:00:00+01:00', 'holidays 0.109 GB-ENG', false, NULL);
INSERT INTO public.milestones VALUES ('999-ap-20230327', 'selection', 2, 'Children and young people selected for tracking', '2023-03-31 16:00:00+00', '2023-03-31T17:00:00+01:00', 'holidays 0.109 GB-ENG', false, NULL);
INSERT INTO public.milestones VALUES ('999-ap-20230327', 'tracking', 3, 'Tracking information due', '2023-04-03 16:00:00+00', '2023-04-03T17:00:00+01:00', 'holidays 0.109 GB-ENG', false, NULL);
INSERT INTO public.milestones VALUES ('999-ap-20230327', 'on_site_start', 4, 'On-site visit starts', '2023-04-11 23:00:00+00', '2023-04-12T00:00:00+01:00', 'holidays 0.109 GB-ENG', false, NULL);
INSERT INTO public.milestones VALUES ('999-ap-20230327', 'on_site_end', 5, 'Last on-site day', '2023-04-17 22:59:59+00', '2023-04-17T23:59:59+01:00', 'holidays 0.109 GB-ENG', false, NULL);
INSERT INTO public.milestones VALUES ('999-ap-20230327', 'survey_closes', 6, 'Survey closes', '2023-04-17 22:59:59+00', '2023-04-17T23:59:59+01:00', 'holidays 0.109 GB-ENG', false, NULL);


--
-- Data for Name: name_prints; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: not_held; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: packs; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.packs VALUES ('999-ap-20230327', 'returns', 1, '54514ed9a52bcd31011df5ffb807250c736619052bc3e1d8994cf99117ca04ca', false, 'dbab0016b328e7b90e8cd1c16a31a2935fa0b47b802c35778197db56ff0ea995', '2023-03-27 09:00:10.849574+00');


--
-- Data for Name: partners; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: problem_counts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.problem_counts VALUES ('999-ap-20230327/2', 0, 'AP-05', 'must_fix', 'sector', 1);
INSERT INTO public.problem_counts VALUES ('999-ap-20230327/2', 1, 'alternative_providers-not-held', 'not_held', 'ukprn', 1);
INSERT INTO public.problem_counts VALUES ('999-ap-20230327/2', 2, 'alternative_providers-not-held', 'not_held', 'sector', 1);


--
-- Data for Name: provider_visits; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: selections; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sent_mails; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sent_mails VALUES ('999-ap-20230327/1/reply', '999-ap-20230327', 'lano@exampleshire.example', '2026-11-27 06:17:07.682574+00');
INSERT INTO public.sent_mails VALUES ('999-ap-20230327/2/reply', '999-ap-20230327', 'lano@exampleshire.example', '2026-11-27 06:17:09.672799+00');
INSERT INTO public.sent_mails VALUES ('999-ap-20230327/v001/published', '999-ap-20230327', 'lead@inspectorate.example', '2026-11-27 06:17:11.956458+00');
INSERT INTO public.sent_mails VALUES ('999-ap-20230327/v001/unique', '999-ap-20230327', 'data-team@example.org', '2026-11-27 06:17:11.972471+00');


--
-- Data for Name: submission_items; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.submission_items VALUES ('999-ap-20230327/1', 0, 'currently_attending', 'accepted', 2, 24, 0, 0, '{}', '999-ap-20230327/0001/currently_attending');
INSERT INTO public.submission_items VALUES ('999-ap-20230327/2', 0, 'alternative_providers', 'must_fix', 1, 10, 1, 0, '{sector,ukprn}', NULL);


--
-- Data for Name: submissions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.submissions VALUES ('999-ap-20230327/1', '999-ap-20230327', 1, '7bb8674b5ce41b953e4fb816fd67370df219846a85fce1ec5f7811fb4d7da0b5', '67142d9822adb6ab0197c310b69e354f', 5336, '2023-03-27 09:00:00.849421+00', 'accepted', 'c699cf204be0c9d2ab0f8ddd59311959061eca6e2215f304c2a0309d4958d187', 'xlsx', '', NULL, '999-ap-20230327/0001', '2023-03-27 09:00:08.543931+00', '', '7bb8674b5ce41b953e4fb816fd67370df219846a85fce1ec5f7811fb4d7da0b5');
INSERT INTO public.submissions VALUES ('999-ap-20230327/2', '999-ap-20230327', 2, '0bfca6703651447fed19a27c9ba9530cc9d89700d3942625f3fc50d5818f092a', '67142d964ae4aa02e2c97f184883576e', 5024, '2023-03-27 09:00:07.849421+00', 'must_fix', '5ce67f6409195ab9b1bc39f84535681cebb9d2c8a94c6d95f4dc87ea44de2a5c', 'xlsx', '', NULL, '999-ap-20230327/0002', '2023-03-27 09:00:10.529964+00', '', '0bfca6703651447fed19a27c9ba9530cc9d89700d3942625f3fc50d5818f092a');
INSERT INTO public.submissions VALUES ('999-ap-20230327/3', '999-ap-20230327', 3, 'eda1bf1ce8f4de6cafeea70bd2f629d1f2386f769fe68a0cf050b542cec2817a', '67142d9555dffd5abb1a1b223ec69b62', 5024, '2023-03-27 09:00:12.849421+00', 'received', NULL, NULL, NULL, NULL, NULL, NULL, '', 'eda1bf1ce8f4de6cafeea70bd2f629d1f2386f769fe68a0cf050b542cec2817a');


--
-- Data for Name: survey_links; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: survey_responses; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: upload_links; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: visits; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.visits VALUES ('999-ap-20230327', 'ap_thematic_2023', '999', 'Exampleshire', '2023-03-27', 'lano@exampleshire.example', 'lead@inspectorate.example', 4, '{"anchors": [["2026-11-27T06:16:59.150579+00:00", "2023-03-27T09:00:00+00:00"], ["2026-11-27T06:17:00.150579+00:00", "2023-03-27T09:00:01+00:00"]]}', 'open', false, '{}', 1);


--
-- Name: adjustments_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.adjustments_number_seq', 1, false);


--
-- Name: audit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_id_seq', 15, true);


--
-- Name: destroyed_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.destroyed_number_seq', 1, false);


--
-- Name: provider_visits_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.provider_visits_number_seq', 1, false);


--
-- Name: selections_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.selections_number_seq', 1, false);


--
-- Name: adjustments adjustments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjustments
    ADD CONSTRAINT adjustments_pkey PRIMARY KEY (number);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);


--
-- Name: certificates certificates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_pkey PRIMARY KEY (visit_id, number);


--
-- Name: destroyed destroyed_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.destroyed
    ADD CONSTRAINT destroyed_pkey PRIMARY KEY (number);


--
-- Name: destroyed destroyed_visit_id_place_key_hash_version_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.destroyed
    ADD CONSTRAINT destroyed_visit_id_place_key_hash_version_id_key UNIQUE (visit_id, place, key_hash, version_id);


--
-- Name: extra_items extra_items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.extra_items
    ADD CONSTRAINT extra_items_pkey PRIMARY KEY (visit_id, number);


--
-- Name: happenings happenings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.happenings
    ADD CONSTRAINT happenings_pkey PRIMARY KEY (visit_id, event);


--
-- Name: held_documents held_documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.held_documents
    ADD CONSTRAINT held_documents_pkey PRIMARY KEY (submission_id);


--
-- Name: inspectors inspectors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inspectors
    ADD CONSTRAINT inspectors_pkey PRIMARY KEY (visit_id, login);


--
-- Name: milestones milestones_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_pkey PRIMARY KEY (visit_id, id);


--
-- Name: name_prints name_prints_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_prints
    ADD CONSTRAINT name_prints_pkey PRIMARY KEY (visit_id, print);


--
-- Name: not_held not_held_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.not_held
    ADD CONSTRAINT not_held_pkey PRIMARY KEY (visit_id, item, sender);


--
-- Name: packs packs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.packs
    ADD CONSTRAINT packs_pkey PRIMARY KEY (visit_id, kind, version);


--
-- Name: partners partners_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners
    ADD CONSTRAINT partners_pkey PRIMARY KEY (visit_id, id);


--
-- Name: problem_counts problem_counts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.problem_counts
    ADD CONSTRAINT problem_counts_pkey PRIMARY KEY (submission_id, "position");


--
-- Name: provider_visits provider_visits_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider_visits
    ADD CONSTRAINT provider_visits_pkey PRIMARY KEY (number);


--
-- Name: selections selections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selections
    ADD CONSTRAINT selections_pkey PRIMARY KEY (number);


--
-- Name: sent_mails sent_mails_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sent_mails
    ADD CONSTRAINT sent_mails_pkey PRIMARY KEY (key);


--
-- Name: submission_items submission_items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submission_items
    ADD CONSTRAINT submission_items_pkey PRIMARY KEY (submission_id, "position");


--
-- Name: submissions submissions_key_hash_version_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_key_hash_version_id_key UNIQUE (key_hash, version_id);


--
-- Name: submissions submissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_pkey PRIMARY KEY (id);


--
-- Name: submissions submissions_visit_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_visit_id_number_key UNIQUE (visit_id, number);


--
-- Name: survey_links survey_links_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.survey_links
    ADD CONSTRAINT survey_links_pkey PRIMARY KEY (visit_id, audience);


--
-- Name: survey_responses survey_responses_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.survey_responses
    ADD CONSTRAINT survey_responses_pkey PRIMARY KEY (visit_id, audience, counted_on);


--
-- Name: upload_links upload_links_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload_links
    ADD CONSTRAINT upload_links_pkey PRIMARY KEY (token_hash);


--
-- Name: visits visits_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visits
    ADD CONSTRAINT visits_pkey PRIMARY KEY (id);


--
-- Name: ix_adjustments_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_adjustments_visit_id ON public.adjustments USING btree (visit_id);


--
-- Name: ix_audit_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_visit_id ON public.audit USING btree (visit_id);


--
-- Name: ix_held_documents_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_held_documents_visit_id ON public.held_documents USING btree (visit_id);


--
-- Name: ix_inspectors_login; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inspectors_login ON public.inspectors USING btree (login);


--
-- Name: ix_provider_visits_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_provider_visits_visit_id ON public.provider_visits USING btree (visit_id);


--
-- Name: ix_selections_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_selections_visit_id ON public.selections USING btree (visit_id);


--
-- Name: ix_sent_mails_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sent_mails_visit_id ON public.sent_mails USING btree (visit_id);


--
-- Name: ix_upload_links_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_upload_links_visit_id ON public.upload_links USING btree (visit_id);


--
-- Name: one_standing_upload_link; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_standing_upload_link ON public.upload_links USING btree (visit_id, sender) WHERE (revoked_at IS NULL);


--
-- Name: audit audit_chain; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_chain BEFORE INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION public.audit_chain();


--
-- Name: audit audit_is_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_is_append_only();


--
-- Name: certificates certificates_stay; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER certificates_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON public.certificates FOR EACH STATEMENT EXECUTE FUNCTION public.certificates_stay();


--
-- Name: adjustments adjustments_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjustments
    ADD CONSTRAINT adjustments_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: certificates certificates_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: destroyed destroyed_visit_id_certificate_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.destroyed
    ADD CONSTRAINT destroyed_visit_id_certificate_fkey FOREIGN KEY (visit_id, certificate) REFERENCES public.certificates(visit_id, number);


--
-- Name: destroyed destroyed_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.destroyed
    ADD CONSTRAINT destroyed_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: extra_items extra_items_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.extra_items
    ADD CONSTRAINT extra_items_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: happenings happenings_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.happenings
    ADD CONSTRAINT happenings_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: held_documents held_documents_submission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.held_documents
    ADD CONSTRAINT held_documents_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES public.submissions(id);


--
-- Name: held_documents held_documents_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.held_documents
    ADD CONSTRAINT held_documents_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: inspectors inspectors_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inspectors
    ADD CONSTRAINT inspectors_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: milestones milestones_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: name_prints name_prints_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_prints
    ADD CONSTRAINT name_prints_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: not_held not_held_submission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.not_held
    ADD CONSTRAINT not_held_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES public.submissions(id);


--
-- Name: not_held not_held_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.not_held
    ADD CONSTRAINT not_held_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: packs packs_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.packs
    ADD CONSTRAINT packs_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: partners partners_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners
    ADD CONSTRAINT partners_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: problem_counts problem_counts_submission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.problem_counts
    ADD CONSTRAINT problem_counts_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES public.submissions(id);


--
-- Name: provider_visits provider_visits_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider_visits
    ADD CONSTRAINT provider_visits_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: selections selections_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selections
    ADD CONSTRAINT selections_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: sent_mails sent_mails_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sent_mails
    ADD CONSTRAINT sent_mails_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: submission_items submission_items_submission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submission_items
    ADD CONSTRAINT submission_items_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES public.submissions(id);


--
-- Name: submissions submissions_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: survey_links survey_links_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.survey_links
    ADD CONSTRAINT survey_links_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: survey_responses survey_responses_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.survey_responses
    ADD CONSTRAINT survey_responses_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- Name: upload_links upload_links_visit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload_links
    ADD CONSTRAINT upload_links_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES public.visits(id);


--
-- PostgreSQL database dump complete
--

\unrestrict U0dwc1MLGewHEhQM1IreadgJRiLFwQ4zyYLekXEQhuk7ANAwddcm7Xv63DPmS2S

