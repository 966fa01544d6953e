-- Rows of revision 0002: everything that can be there, and everything that can lack.
INSERT INTO trainees VALUES
  ('0199aaaa-0000-7000-8000-000000000001', 'Xóchitl Ramos', '["en","es"]', 'es', 1.25, '1.5', '2026-03-01 08:00:00.123456'),
  ('0199aaaa-0000-7000-8000-000000000002', 'Kevin Nguyen', '["en"]', 'en', 1.0, 'none', '2026-03-02 08:00:00.000000');
INSERT INTO sources VALUES
  ('5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', X'666f726d61743a20310d0a');
INSERT INTO attempts VALUES
  ('0199aaaa-0000-7000-8000-0000000000a1', '0199aaaa-0000-7000-8000-000000000001', 'double-charge', 3,
   '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'es', 'assessment', 2147483647, '1.5',
   '2026-03-03 09:00:00.000001', NULL, 0),
  ('0199aaaa-0000-7000-8000-0000000000a2', '0199aaaa-0000-7000-8000-000000000001', 'double-charge', 3,
   '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'en', 'practice', 0, '1.5',
   '2026-03-04 09:00:00.000000', NULL, 0),
  ('0199aaaa-0000-7000-8000-0000000000a3', '0199aaaa-0000-7000-8000-000000000001', 'double-charge', 3,
   '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'en', 'practice', 0, '1.5',
   '2026-03-04 09:05:00.000000', '0199aaaa-0000-7000-8000-0000000000a2', 1),
  ('0199aaaa-0000-7000-8000-0000000000a4', '0199aaaa-0000-7000-8000-000000000002', 'double-charge', 3,
   '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'en', 'assessment', 7, 'none',
   '2026-03-05 09:00:00.000000', NULL, 0);
INSERT INTO decisions VALUES
  ('0199aaaa-0000-7000-8000-0000000000d1', '0199aaaa-0000-7000-8000-0000000000a1', 1, 'opening',
   'acknowledge-emotion', 'scenes/opening/customer', '["own-it","wait"]', '["wait","own-it"]', 'own-it',
   3, 3, 3, 3, NULL, NULL, NULL, 0, '["apologized"]', '2026-03-03 09:00:12.500000', 4.5, 12.5, 7.25),
  ('0199aaaa-0000-7000-8000-0000000000d2', '0199aaaa-0000-7000-8000-0000000000a1', 2, 'verify', NULL,
   'scenes/verify/customer/0', '["last-four","full-card"]', '["last-four","full-card"]', 'full-card',
   1, 2, 0, 3, 0, 3, 'compliance', -1, '["apologized"]', '2026-03-03 09:00:30.000000', 0.0, 30.0, 0.0),
  ('0199aaaa-0000-7000-8000-0000000000d3', '0199aaaa-0000-7000-8000-0000000000a2', 1, 'opening',
   'acknowledge-emotion', 'scenes/opening/customer', '["own-it","wait"]', '["wait","own-it"]', 'wait',
   0, 3, 0, 3, NULL, NULL, NULL, -2, '[]', '2026-03-04 09:00:12.000000', 1.0, 12.0, 3.5),
  ('0199aaaa-0000-7000-8000-0000000000d4', '0199aaaa-0000-7000-8000-0000000000a3', 1, 'opening',
   'acknowledge-emotion', 'scenes/opening/customer', '["own-it","wait"]', '["wait","own-it"]', 'wait',
   0, 3, 0, 3, NULL, NULL, NULL, -2, '[]', '2026-03-04 09:00:12.000000', 1.0, 12.0, 3.5);
INSERT INTO signs VALUES
  ('0199aaaa-0000-7000-8000-0000000000e1', '0199aaaa-0000-7000-8000-0000000000a3', 'left', '2026-03-04 09:06:00.000000'),
  ('0199aaaa-0000-7000-8000-0000000000e2', '0199aaaa-0000-7000-8000-0000000000a3', 'resumed', '2026-03-04 10:06:00.000000');
INSERT INTO endings VALUES
  ('0199aaaa-0000-7000-8000-0000000000a1', 'finished', '2026-03-03 09:00:30.000000', 'done', 'resolved', 0,
   '["resolution","critical"]', '["compliance"]'),
  ('0199aaaa-0000-7000-8000-0000000000a2', 'abandoned', '2026-03-04 09:05:00.000000', NULL, NULL, NULL, '[]', '[]'),
  ('0199aaaa-0000-7000-8000-0000000000a4', 'lost', '2026-03-06 09:00:00.000000', NULL, NULL, NULL, '[]', '[]');
INSERT INTO scores VALUES
  ('0199aaaa-0000-7000-8000-0000000000a1', 'empathy', 250, 3),
  ('0199aaaa-0000-7000-8000-0000000000a1', 'resolution', 50, 1);
